"""Links: those inside the built site, and those that lead away from it."""
