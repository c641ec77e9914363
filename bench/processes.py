"""What Linux tells of running processes: their children, and the most memory they ever held."""

import re
from pathlib import Path


def children_of(pid: int) -> list[int]:
    """The processes that a process has started; none when it is gone."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def peak_memory(pid: int) -> int:
    """VmHWM in KiB; 0 for a process that has just ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    return int(found.group(1)) if found else 0
