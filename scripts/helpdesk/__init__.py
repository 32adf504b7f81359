"""The help desk: YAML files of terms, questions, mistakes and channels become a checked static site."""

__version__ = "0.1.0"
