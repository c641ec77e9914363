"""The mail catcher's pages: who to sign in as, and every mail of the invented town. No script, no cookie, no room."""
