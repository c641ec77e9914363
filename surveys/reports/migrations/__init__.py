"""Changes of the reports room's tables."""
