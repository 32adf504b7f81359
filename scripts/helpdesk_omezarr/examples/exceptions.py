"""Exceptions: validators that an example declares unable to judge its valid store.

In the front matter: ``exceptions: {v06: {ome-zarr-models: "a piece of the message it gives"}}``. An exception lives
only as long as the validator gives that message.
"""

from __future__ import annotations

from dataclasses import replace

from helpdesk.reading.problems import Problem
from helpdesk_omezarr.examples.sources import ExampleSource, Script
from helpdesk_omezarr.stores.verdict import Verdict


def judge(source: ExampleSource, script: Script, verdict: Verdict, problems: list[Problem]) -> Verdict:
    """The verdict on ``script``'s store, ``unsupported`` under an exception. Adds to ``problems`` what is wrong."""
    who = f"{verdict.validator} {verdict.version}".rstrip()
    declared = source.front.value.get("exceptions")
    of_script = declared.get(script.stem) if isinstance(declared, dict) else None
    expected = of_script.get(verdict.validator) if isinstance(of_script, dict) else None
    if not expected:
        problems += [Problem(script.path, 1, "E120", f"{who} says: {message}") for message in verdict.messages]
        return verdict
    line = source.front.line(("exceptions", script.stem, verdict.validator))
    if verdict.outcome == "valid":
        message = f"{who} accepts the store of {script.path.name}: the exception is no longer needed, remove it"
        problems.append(Problem(source.front.path, line, "E122", message))
    elif not any(str(expected) in message for message in verdict.messages):
        said = "; ".join(verdict.messages)
        problems.append(Problem(source.front.path, line, "E121", f'{who} does not say "{expected}" but: {said}'))
    else:
        return replace(verdict, outcome="unsupported")
    return verdict
