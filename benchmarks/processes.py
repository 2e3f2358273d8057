"""What a process and all below it take."""

from __future__ import annotations

from pathlib import Path


def tree_memory(root: int) -> int:
    """The resident memory of a process and all below it, in kB; shared pages count once, by PSS."""
    total, waiting = 0, [root]
    while waiting:
        pid = waiting.pop()
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
            waiting += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
        except (OSError, StopIteration):
            continue
    return total


def most_memory() -> int:
    """The most resident memory this process had, in kB; `getrusage` would count its parent's before it began."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
