"""What an address in a contribution may be: a page of a server with a name, on the public web, over https."""

from __future__ import annotations

import re

# No user names, no bare numbers as host, no quotes or backslashes. The same pattern stands in the JSON Schemas, and so
# is read by pydantic (Rust), by editors and by browsers.
_REST = r"([^\s<>\"'`\\]*[^\s<>\"'`\\.,;:])?"  # at its end no sign of the sentence around it
WEB = rf"https://([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{{2,}}(:[0-9]{{1,5}})?([/?#]{_REST})?"
MAIL = r"mailto:[A-Za-z0-9._+-]+@([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}"

ADVICE = (
    "must be an address such as https://example.org/page: https, a host with a dot, no spaces, no user name, no dot at "
    "its end"
)

_EITHER = re.compile(f"{WEB}|{MAIL}")


def is_address(text: str) -> bool:
    return bool(_EITHER.fullmatch(text))
