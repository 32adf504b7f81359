"""What ``helpdesk.json`` says of mistakes and examples, and the models that describe it for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pydantic import Field

from helpdesk.outputs.data_part import Part

if TYPE_CHECKING:
    from helpdesk_omezarr.examples.run import Example, Run
    from helpdesk_omezarr.mistakes.broken import Broken
    from helpdesk_omezarr.mistakes.entry import Mistake
    from helpdesk_omezarr.stores.verdict import Verdict


class ValidatorData(Part):
    name: str
    version: str
    verdict: str = Field(description="valid, invalid, unsupported or failed")
    messages: list[str]


class TrialData(Part):
    """The valid store that ``script`` of ``example`` writes, broken on purpose."""

    version: str = Field(description="of the OME-Zarr specification")
    example: str
    script: str
    validators: list[ValidatorData] = Field(description="what each says about the broken store; `valid`: it is silent")


class MessageData(Part):
    text: str
    who: str = Field(description="the program that prints it")
    versions: str = Field(description="of that program")
    source: str | None = Field(description="where someone reported it; null when the build prints it")


class ClauseData(Part):
    versions: list[str] = Field(description="of the OME-Zarr specification, that say this")
    quote: str = Field(description="the key word: MUST, SHOULD ...; without one: described, schema or silent")
    words: str = Field(description="the rule in own words")
    url: str


class MistakeData(Part):
    sort: str = Field(description="metadata, viewing or tool")
    clause: list[ClauseData] = Field(description="the rule that it breaks, as each version has it")
    trials: list[TrialData]
    messages: list[MessageData] = Field(description="what programs print that are no validators")
    output: str | None = Field(description="what the script beside the entry prints")


class FactData(Part):
    value: Any
    unit: str | None
    label: str | None


class RunData(Part):
    version: str = Field(description="of the OME-Zarr specification")
    with_: str = Field(alias="with", description="the package that wrote the store")
    script: str
    store: str
    download: str
    picture: str | None
    files: int
    bytes: int
    validators: list[ValidatorData]


class ExampleData(Part):
    name: str
    url: str
    structure: str | None
    absent: dict[str, str] = Field(description="version: why there is no script for it")
    runs: list[RunData]
    facts: dict[str, FactData]


# Fields of an entry and of the whole that this subject adds: name, type, description.
FIELDS = [("mistake", MistakeData | None, "only in the entry of a mistake")]
LISTS = [("examples", ExampleData)]


def mistake_data(mistake: Mistake, broken: Broken | None) -> dict[str, Any]:
    return {
        "sort": mistake.sort,
        "clause": [clause.model_dump() for clause in mistake.clause],
        "trials": [
            {
                "version": trial.version,
                "example": mistake.start and mistake.start.example,
                "script": trial.script,
                "validators": _validators(trial.verdicts),
            }
            for trial in (broken.trials if broken else ())
        ],
        "messages": [message.model_dump() for message in mistake.messages],
        "output": (broken and broken.output) or None,
    }


def example_data(example: Example) -> dict[str, Any]:
    return {
        "name": example.name,
        "url": f"docs/examples/{example.name}/index.html",
        "structure": example.front.value.get("structure"),
        "absent": example.front.value.get("absent") or {},
        "runs": [_run(run) for run in sorted(example.runs, key=lambda run: (run.version, run.variant))],
        "facts": {
            name: {"value": fact.value, "unit": fact.unit, "label": fact.label}
            for name, fact in sorted(example.facts.items())
        },
    }


def _run(run: Run) -> dict[str, Any]:
    return {
        "version": run.version,
        "with": run.variant or "zarr",
        "script": run.script_copy,
        "store": run.folder,
        "download": run.download,
        "picture": run.picture or None,
        "files": run.store.files,
        "bytes": run.store.bytes,
        "validators": _validators(run.verdicts),
    }


def _validators(verdicts: Iterable[Verdict]) -> list[dict[str, Any]]:
    return [
        {"name": v.validator, "version": v.version, "verdict": v.outcome, "messages": list(v.messages)}
        for v in verdicts
    ]
