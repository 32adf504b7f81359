"""From an entry to the article of its page: Markdown to safe HTML, a view for each kind, a template for each view."""
