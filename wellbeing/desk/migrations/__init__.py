"""Changes of the desk room's tables."""
