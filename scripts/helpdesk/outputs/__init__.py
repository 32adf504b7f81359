"""Other forms of the same data: JSON, linked data, feeds."""
