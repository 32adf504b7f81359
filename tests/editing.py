"""The page that edits metadata, as tests use it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from checking import FINDINGS, Watched

STATUS = "() => document.getElementById('edit-result')?.dataset.status"

MARKS = """async () => {
    document.getElementById("edit-document").scrollTo(0, 0);
    for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
    const marked = document.querySelectorAll("#edit-lines .line:is(.error, .warning, .note)");
    return [...marked].map((line) => line.textContent);
}"""


class Editor(Watched):
    """The page with the editor."""

    def open(self, address: str = "") -> int:
        """Load the page anew with what stands behind ``edit.html``; returns the status."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.url}/edit.html{address}")
        return self.status if address else -1

    def follow(self, fragment: str) -> int:
        """Go to another ``fragment`` of the page that is open."""
        return self._judged(lambda: self.page.evaluate("fragment => { location.hash = fragment; }", fragment))

    def bring(self, fragment: str) -> int:
        """Go to ``fragment`` on the page as it is, which is loaded only where another one is open."""
        is_open = self.page.url.startswith(f"{self.url}/edit.html")
        return self.follow(fragment) if is_open else self.open(fragment)

    def reset(self) -> int:
        """Undo what was typed; returns the status."""
        return self._judged(lambda: self.page.click("#edit-reset"))

    def go_back(self) -> int:
        return self._judged(self.page.go_back)

    def type(self, text: str) -> int:
        """Put ``text`` in the place of the document's."""
        self.page.fill("#edit-document", text)
        return self.status

    def choose(self, document: str) -> None:
        self.page.click(f'#edit-tree [data-path="{document}"]')

    def _judged(self, act: Callable[[], object]) -> int:
        """The status after ``act``, which may begin with what it does only when it is over."""
        self.page.evaluate("delete document.getElementById('edit-result').dataset.status")
        act()
        return self.status

    @property
    def status(self) -> int:
        """The status of the last judgment, once it is there."""
        told = self.page.wait_for_function(STATUS, timeout=20_000)
        return int(told.json_value())

    @property
    def text(self) -> str:
        return self.page.input_value("#edit-document")

    @property
    def told(self) -> str:
        return self.page.inner_text("#edit-result .told")

    @property
    def documents(self) -> list[str]:
        return self.page.eval_on_selector_all("#edit-tree button", "all => all.map(one => one.dataset.path)")

    @property
    def marks(self) -> list[str]:
        """The marked lines at the top of the text: their numbers, each with the sign of its finding."""
        return self.page.evaluate(MARKS)

    @property
    def fragment(self) -> str:
        """What the address carries, once the last change is in it."""
        self.page.wait_for_timeout(600)
        return urlsplit(self.page.url).fragment

    def findings(self) -> list[dict[str, str]]:
        return self.page.eval_on_selector_all("#edit-result .finding", FINDINGS)
