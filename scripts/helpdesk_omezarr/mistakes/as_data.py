"""What ``helpdesk.json`` says of a mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helpdesk_omezarr.examples.as_data import validators

if TYPE_CHECKING:
    from helpdesk_omezarr.mistakes.broken import Broken
    from helpdesk_omezarr.mistakes.entry import Mistake


def mistake_data(mistake: Mistake, broken: Broken | None) -> dict[str, Any]:
    return {
        "sort": mistake.sort,
        "clause": [clause.model_dump() for clause in mistake.clause],
        "trials": [
            {
                "version": trial.version,
                "example": mistake.start and mistake.start.example,
                "script": trial.script,
                "validators": validators(trial.verdicts),
            }
            for trial in (broken.trials if broken else ())
        ],
        "messages": [message.model_dump() for message in mistake.messages],
        "output": (broken and broken.output) or None,
    }
