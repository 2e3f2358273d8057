"""Processes that parse pages, where a crash, a hang or a hunger for memory costs one page and no more."""
