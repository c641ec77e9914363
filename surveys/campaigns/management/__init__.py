"""Management commands of the campaigns room."""
