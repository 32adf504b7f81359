"""Let every Python process that a recorded test starts write down what it ran."""

import os

if "MUTANTS_LOG" in os.environ:
    import recorder

    recorder.start()
