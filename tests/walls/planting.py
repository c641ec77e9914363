"""A copy of the tree in which breaches are planted, one after the other, and pulled out again."""

import shutil
import subprocess
from pathlib import Path

from .tree import PACKAGES, ROOT

_COPIED = (*PACKAGES, "tests/walls", "manage.py", ".importlinter")


class Copy:
    """The tree as it would be committed, in another folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._before: dict[Path, str | None] = {}
        for name in _committed():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, root / name)

    def append(self, name: str, text: str) -> None:
        """Add lines to a file, which is made when it is missing."""
        file = self._remember(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text((self._before[file] or "") + f"\n{text}\n")

    def replace(self, name: str, before: str, after: str) -> None:
        """Put other words in the place of the first `before`, which must be there."""
        file = self._remember(name)
        text = self._before[file] or ""
        assert before in text
        file.write_text(text.replace(before, after, 1))

    def restore(self) -> None:
        """As it was copied."""
        for file, text in self._before.items():
            if text is not None:
                file.write_text(text)
                continue
            file.unlink()
            while not any(at.name != "__pycache__" for at in file.parent.iterdir()):
                file = file.parent
                shutil.rmtree(file)
        self._before.clear()

    def _remember(self, name: str) -> Path:
        file = self.root / name
        self._before[file] = file.read_text() if file.exists() else None
        return file


def _committed() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *_COPIED],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\0")  # fmt: skip
    return [name for name in listed if name and (ROOT / name).is_file()]
