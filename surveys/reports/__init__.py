"""What was published: stored as it came, checked, and shown (named side)."""
