"""Tags that templates of both sides use."""
