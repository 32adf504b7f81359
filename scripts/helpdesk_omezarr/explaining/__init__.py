"""``helpdesk explain``: what is wrong with a reader's own store, with the page of each mistake.

``examine`` asks the validators, ``pages`` finds the mistakes, ``grouping`` puts alike findings together, ``text`` and
``machine`` print.
"""
