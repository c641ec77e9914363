"""The workbench a box is counted on: chunks nobody has, and partials that only the box's key can read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self, TypeVar

import msgspec
from django.db import transaction
from django.db.models import Exists, OuterRef

from crypto.wrap import derive, unwrap, wrap

from ...models import Box, Chunk, Partial
from ...seeds import read_seed

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Workbench:
    """One box under count. `seed` opens its ballots; `key`, derived from it, wraps the partials."""

    box: str
    seed: bytes
    key: bytes

    @classmethod
    def of(cls, box: Box) -> Self:
        """Raises WrongSeed."""
        seed = read_seed(box)
        return cls(box.pk, seed, derive(seed, purpose="partials of a count"))

    def spread(self, phase: Partial.Phase, work: Callable[[Chunk], Any]) -> bool:
        """Do `work` for every chunk that nobody has done or is doing; True when all of them are done."""
        while self._take_one(phase, work):
            pass
        return not self._undone(phase).exists()

    def put(self, phase: Partial.Phase, number: int, value: Any) -> None:
        """Wrap a partial and keep it, unless there is one already."""
        sealed = wrap(self.key, msgspec.msgpack.encode(value), context=self._context(phase, number))
        partial = Partial(box_id=self.box, phase=phase, number=number, sealed=sealed)
        Partial.objects.bulk_create([partial], ignore_conflicts=True)

    def get(self, phase: Partial.Phase, number: int, kind: type[T]) -> T:
        """One partial. Raises Partial.DoesNotExist, BadWrap."""
        sealed = Partial.objects.values_list("sealed", flat=True).get(box=self.box, phase=phase, number=number)
        return self._read(phase, number, sealed, kind)

    def all(self, phase: Partial.Phase, kind: type[T]) -> list[T]:
        """Every partial of a phase, in the order of the chunks. Raises BadWrap."""
        rows = Partial.objects.filter(box=self.box, phase=phase).order_by("number").values_list("number", "sealed")
        return [self._read(phase, number, sealed, kind) for number, sealed in rows]

    def _take_one(self, phase: Partial.Phase, work: Callable[[Chunk], Any]) -> bool:
        # The lock is the claim: it lasts as long as the transaction, and dies with the worker.
        with transaction.atomic():
            chunk = self._undone(phase).select_for_update(skip_locked=True).order_by("number").first()
            if chunk is None:
                return False
            self.put(phase, chunk.number, work(chunk))
        return True

    def _undone(self, phase: Partial.Phase) -> Any:
        done = Partial.objects.filter(box=self.box, phase=phase, number=OuterRef("number"))
        return Chunk.objects.filter(~Exists(done), box=self.box)

    def _read(self, phase: Partial.Phase, number: int, sealed: bytes | memoryview, kind: type[T]) -> T:
        plain = unwrap(self.key, bytes(sealed), context=self._context(phase, number))
        return msgspec.msgpack.decode(plain, type=kind)

    def _context(self, phase: Partial.Phase, number: int) -> str:
        return f"{self.box} {phase.value} {number}"
