"""What becomes of memory that is not needed: large pieces go to the system, and circles are looked for seldom."""

from __future__ import annotations

import ctypes
import gc

#: mallopt's names for what is set, from glibc's malloc.h.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_LARGE = 128 * 1024
_SELDOM = (20_000, 20, 20)  #: things more than went, until those are looked through; and how often what outlived that


def give_back_memory() -> None:
    """Has glibc return what is freed; it would otherwise raise its own bounds with every large body that comes by.

    Measured beside hostile servers: 100 MB for the crawling process, steady, where it grew to 140. Elsewhere than
    under glibc nothing is done.
    """
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):
        for name, value in ((_MMAP_THRESHOLD, _LARGE), (_TRIM_THRESHOLD, _LARGE), (_ARENA_MAX, 2)):
            library.mallopt(name, value)


def collect_seldom() -> None:
    """Keeps what was imported out of the collector's sight, and calls it seldom: pages leave no circles behind."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
