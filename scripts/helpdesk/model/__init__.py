"""What a help desk holds: the kinds of entries, their fields, names and ids."""
