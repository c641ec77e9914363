"""Changes of the people room's tables."""
