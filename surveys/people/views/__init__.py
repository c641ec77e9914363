"""Pages of the people room: sign-in and second factor, one's own account, roles, and the roster."""
