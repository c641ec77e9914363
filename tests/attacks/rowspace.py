"""What follows from published cells: the row space of cells by people, by exact row reduction modulo a prime.

Part of the attacker, who shares no code with `disclosure/`. The attacker knows who is counted in which cell. People
whom exactly the same cells count are one block: no published figure tells them apart.
"""

from collections.abc import Hashable, Iterable, Mapping

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

PRIME = 2**61 - 1  # what holds modulo this prime and not otherwise would need a coefficient that it divides
LARGEST_SEARCH = 40  # blocks; above, the smallest support is looked for only where reduction alone gives it


class TooLarge(Exception):
    """The smallest support of this row space cannot be found by reduction alone, and is too large to search."""


class RowSpace:
    """The span of published cells, each the set of the people it counts."""

    def __init__(self, cells: Iterable[Iterable[Hashable]]) -> None:
        columns: dict[Hashable, list[int]] = {}
        for row, cell in enumerate(cells):
            for person in set(cell):
                columns.setdefault(person, []).append(row)
        blocks: dict[tuple[int, ...], int] = {}
        self.block_of = {person: blocks.setdefault(tuple(rows), len(blocks)) for person, rows in columns.items()}
        self.sizes = [0] * len(blocks)
        for block in self.block_of.values():
            self.sizes[block] += 1
        self.rows: list[list[int]] = [[] for _ in range(1 + max((r for rows in blocks for r in rows), default=-1))]
        for column, block in blocks.items():
            for row in column:
                self.rows[row].append(block)
        self._reduced: dict[int, dict[int, int]] = {}  # pivot block -> row, with 1 at its pivot and 0 at all others
        self._users: dict[int, set[int]] = {}  # block -> pivots of the rows that are not 0 there
        for blocks_of_row in sorted(self.rows, key=len):
            self._add(dict.fromkeys(blocks_of_row, 1))

    @property
    def rank(self) -> int:
        """Of the cells by people."""
        return len(self._reduced)

    def holds(self, people: Iterable[Hashable]) -> bool:
        """Whether the sum over exactly these people follows from the cells."""
        inside: dict[int, int] = {}
        for person in people:
            if person not in self.block_of:
                return False
            block = self.block_of[person]
            inside[block] = inside.get(block, 0) + 1
        return self.holds_parts(inside)

    def holds_parts(self, inside: Mapping[int, int]) -> bool:
        """As `holds`, of so many people in each block: one who cannot be told from one outside is never singled out."""
        whole = all(self.sizes[block] == n for block, n in inside.items())
        return whole and not self._remainder(dict.fromkeys(inside, 1))

    def smallest_support(self) -> int | None:
        """kappa: the fewest people in any vector but zero; None of an empty row space. Raises TooLarge."""
        if not self.sizes:
            return None
        if self.rank == len(self.sizes):  # every block by itself is in the row space
            return min(self.sizes)
        return self.smallest_support_by_search()

    def smallest_support_by_search(self) -> int:
        """The same by integer programming, for small instances. Raises TooLarge.

        Scaled so that its largest coefficient is 1, the sparsest vector has 1 at some block and at most 1 at every
        other: one programme a block, which counts the people of the blocks that are not 0.
        """
        if len(self.sizes) > LARGEST_SEARCH:
            raise TooLarge(f"{len(self.sizes)} blocks, rank {self.rank}")
        return min(found for found in map(self._smallest_with, range(len(self.sizes))) if found is not None)

    def _remainder(self, vector: dict[int, int]) -> dict[int, int]:
        left = dict(vector)
        for pivot in [block for block in vector if block in self._reduced]:
            factor = left[pivot]
            for block, value in self._reduced[pivot].items():
                left[block] = (left.get(block, 0) - factor * value) % PRIME
        return {block: value for block, value in left.items() if value}

    def _add(self, vector: dict[int, int]) -> None:
        left = self._remainder(vector)
        if not left:
            return
        pivot = min(left)
        inverse = pow(left[pivot], -1, PRIME)
        row = {block: value * inverse % PRIME for block, value in left.items()}
        for other in list(self._users.get(pivot, ())):
            self._subtract(other, row, self._reduced[other][pivot])
        self._reduced[pivot] = row
        for block in row:
            self._users.setdefault(block, set()).add(pivot)

    def _subtract(self, pivot: int, row: dict[int, int], factor: int) -> None:
        target = self._reduced[pivot]
        for block, value in row.items():
            changed = (target.get(block, 0) - factor * value) % PRIME
            if changed:
                target[block] = changed
                self._users.setdefault(block, set()).add(pivot)
            else:
                target.pop(block, None)
                self._users[block].discard(pivot)

    def _smallest_with(self, block: int) -> int | None:
        """Over a coefficient for each cell (free), and for each block one that says whether it is not 0."""
        cells, blocks = len(self.rows), len(self.sizes)
        matrix = np.zeros((blocks, cells))
        for row, members in enumerate(self.rows):
            matrix[members, row] = 1
        eye = np.eye(blocks)
        within = LinearConstraint(np.block([[matrix, -eye], [-matrix, -eye]]), -np.inf, 0)
        one = LinearConstraint(np.concatenate([matrix[block], np.zeros(blocks)]), 1, 1)
        cost = np.concatenate([np.zeros(cells), self.sizes])
        found = milp(
            cost,
            constraints=[within, one],
            integrality=np.concatenate([np.zeros(cells), np.ones(blocks)]),
            bounds=Bounds(
                np.concatenate([np.full(cells, -np.inf), np.zeros(blocks)]),
                np.concatenate([np.full(cells, np.inf), np.ones(blocks)]),
            ),
        )
        return round(found.fun) if found.success else None
