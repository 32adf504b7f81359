"""YAML and Markdown text to values, each with its file and line."""
