"""Commands for contributors and maintainers, one module each. ``add`` registers it; heavy imports wait for ``run``."""
