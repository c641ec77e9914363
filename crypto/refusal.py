"""One sentence for a person, and the 4xx it answers with."""


class Refusal(Exception):
    """Something was refused and nothing changed. `str()` is one plain sentence without secrets."""

    status = 400
