"""Whether a text is English. It is told by the small words, of which every English sentence has some."""

from __future__ import annotations

import re

_ENGLISH = """
a an the is are was be been it its this that these those there of to in on at by for from with without as and or but
not no if when while than then so one each every any all some many more most only also how what which who why where
can could may must should will would do does did has have had you your we our they their them i my he she use used
into out up over between through about after before other same such very just
"""
SMALL = frozenset(_ENGLISH.split())
# Small words of Spanish, Portuguese, French, Italian, German and Dutch that are none in English.
_OTHERS = """
el los las una del que por para como con se su um uma os dos das não é com mais le les des une est dans qui pour sur
ou où il di della che sono nel per der die und ein eine einer eines ist nicht mit von zu den dem het een van nie wat
en aan
"""
FOREIGN = frozenset(_OTHERS.split())
_CODE = re.compile(r"^( *)(`{3,}|~{3,}).*?^\1\2|`+[^`]*`+|https?://\S+|^\s*\|.*$", re.MULTILINE | re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+")
ENOUGH = 20  # words, before which English ones may be missing by chance
FEW = 8  # words, with which three of another language decide
LEAST = 0.12  # of them; English texts have 0.3 and more, lists of names hardly less than 0.15


def foreign(text: str, whole: bool = True) -> bool:
    """Whether ``text`` is most likely in another language than English. Code, tables and addresses say nothing.

    A paragraph (not ``whole``) may well be a list of names: only words of another language tell.
    """
    words = _WORD.findall(_CODE.sub(" ", text).lower())
    letters = sum(map(len, words))
    if letters > 40 and sum(len(word) for word in words if not word.isascii()) > letters / 2:
        return True
    if sum(word in SMALL for word in words) >= LEAST * len(words):
        return False
    if whole and len(words) >= ENOUGH:
        return True
    return len(words) >= FEW and sum(word in FOREIGN for word in words) >= 3
