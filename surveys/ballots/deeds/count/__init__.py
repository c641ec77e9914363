"""Count a box: freeze it, open its ballots once, labels first (R4), publish its Report, forget its key.

Any number of workers may count a box at once, each taking the next chunk that nobody has; one that is killed leaves
at most its chunk undone, and whoever comes next carries on to the same Report.
"""

from .run import count

__all__ = ["count"]
