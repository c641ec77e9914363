"""Makes mutants: copies of one file of source, each with one small change that its tests should notice.

The changes are those of mutmut (numbers, strings, operators, arguments, assignments). Some of its rules are altered, as
a mutant here is a whole file and not a function: decorated functions and the lines outside of functions are changed
too, and so are the limits in the fields of a document's shape. What a `raise` says is left alone, and every other
sentence of three words or more, as they are for people; and so is `__all__`, which only the linter reads.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import Mutation, MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change to one file. Its name is the same as long as the file is the same."""

    name: str
    path: str
    line: int
    _module: cst.Module
    _mutation: Mutation

    def text(self) -> str | None:
        """The changed file, or None when it is not Python any more or not changed at all."""
        try:
            changed = self._module.deep_replace(self._mutation.original_node, self._mutation.mutated_node)
            text = changed.code if isinstance(changed, cst.Module) else ""
            compile(text, self.path, "exec")
        except (SyntaxError, cst.CSTValidationError):
            return None
        return text if text != self._module.code else None


def mutants_of(path: str, source: str) -> list[Mutant]:
    """Every mutant of one file, in the order of its lines."""
    wrapper = MetadataWrapper(cst.parse_module(source))
    visitor = _Visitor(mutation_operators, IgnoredCode(set(), set(), set()))
    module = wrapper.visit(visitor)
    places = wrapper.resolve(PositionProvider)
    return [
        Mutant(
            name=sha256(f"{path}\0{number}\0{source}".encode()).hexdigest()[:16],
            path=path,
            line=places[mutation.original_node].start.line if mutation.original_node in places else 0,
            _module=module,
            _mutation=mutation,
        )
        for number, mutation in enumerate(visitor.mutations)
        if _sentences(mutation.original_node) == _sentences(mutation.mutated_node)
    ]


def difference(source: str, text: str) -> tuple[str, str]:
    """The lines of both that are not the same, without those that both begin and end with."""
    old, new = source.splitlines(), text.splitlines()
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return " ".join(line.strip() for line in old), " ".join(line.strip() for line in new)


class _Visitor(MutationVisitor):
    """mutmut's, for whole files."""

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.Raise) or _is_all(node):
            return True
        if isinstance(node, cst.FunctionDef):
            return False
        if isinstance(node, cst.AnnAssign) and node.value is None:
            for limit in _limits(node.annotation):
                limit.visit(self)
        return super()._skip_node_and_children(node)


def _is_all(node: cst.CSTNode) -> bool:
    target = node.targets[0].target if isinstance(node, cst.Assign) else None
    return isinstance(target, cst.Name) and target.value == "__all__"


def _sentences(node: cst.CSTNode) -> list[str]:
    """What is said to people in a part of a file."""
    if isinstance(node, cst.SimpleString | cst.FormattedString):
        text = cst.Module([]).code_for_node(node)
        return [text] if text.count(" ") >= 2 and "b" not in node.prefix else []
    return [sentence for child in node.children for sentence in _sentences(child)]


def _limits(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The calls (`Meta(ge=5)`) and literals (`Literal[1]`) in the type of a field."""
    if isinstance(node, cst.Call | cst.BaseNumber | cst.BaseString):
        yield node
    else:
        for child in node.children:
            yield from _limits(child)
