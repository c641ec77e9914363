"""Stored Reports as pages and files show them: rows and words, no decisions left for the templates, no statistics."""
