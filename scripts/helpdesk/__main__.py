"""The command ``helpdesk`` as a program of its own, also ``python -m helpdesk``."""

from __future__ import annotations

import gc
import sys


def run() -> int:
    """Exit code 0: fine, 1: problems found, 2: could not run."""
    # Nothing that is imported is garbage; looking through it takes a tenth of the time of loading it.
    gc.disable()
    # Imported here: each process that a fork server starts reads this module again.
    from helpdesk.cli import main

    gc.freeze()
    gc.enable()
    code = main()
    # At its end Python looks through all that is left for garbage: a second and more after a large build, in vain.
    gc.freeze()
    return code


if __name__ == "__main__":
    sys.exit(run())
