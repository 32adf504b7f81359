"""No question on another subject gets an answer that is called sure."""

from __future__ import annotations

from yardstick import in_python, site_files

# Some share words with ours.
OFF_SUBJECT = [
    "how do I bake sourdough bread",
    "what is the capital of France",
    "my dog does not eat",
    "how to remove coffee stains from a shirt",
    "how do I knit a sweater",
    "my phone battery drains fast",
    "how long do I boil an egg",
    "why is the sky blue",
    "where can I buy cheap flights",
    "how do I fix a leaking tap",
    "how to grow tomatoes on a balcony",
    "can I eat raw mushrooms",
    "what time is it in Tokyo",
    "who won the world cup",
    "translate good morning into Spanish",
    "how much does a new kitchen cost",
    "which wine goes with fish",
]


def test_no_answer_to_a_question_on_another_subject_is_certain() -> None:
    answers = in_python(site_files())(OFF_SUBJECT)
    assert [(text, got.ids[:1]) for text, got in zip(OFF_SUBJECT, answers, strict=True) if got.sure] == []
