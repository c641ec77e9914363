"""Who works here, in which group, and how they sign in (named side)."""
