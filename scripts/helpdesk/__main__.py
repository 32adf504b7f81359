"""The command ``helpdesk`` as a program of its own, also ``python -m helpdesk``."""

from __future__ import annotations

import gc

# Nothing that is imported is garbage; looking through it takes a tenth of the time of loading it.
gc.disable()

import sys  # noqa: E402

from helpdesk.cli import main  # noqa: E402


def run() -> int:
    """Exit code 0: fine, 1: problems found, 2: could not run."""
    gc.freeze()
    gc.enable()
    code = main()
    # At its end Python looks through all that is left for garbage: a second and more after a large build, in vain.
    gc.freeze()
    return code


if __name__ == "__main__":
    sys.exit(run())
