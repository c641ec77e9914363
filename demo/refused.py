"""A server said no."""


class Refused(Exception):
    """`status` is the answer's, 200 where one part of a request was refused and the others were not."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(f"{status}: {sentence.strip()}")
        self.status, self.sentence = status, sentence.strip()
