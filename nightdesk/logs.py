"""Logs: one line an event on stderr, a verb phrase with its keys."""

from __future__ import annotations

import logging
import sys

import structlog

_LEVELS = {0: logging.WARNING, 1: logging.INFO}


def configure_logs(verbose: int, quiet: bool) -> None:
    """Warnings only, unless asked for more or less; JSON lines where stderr is no terminal."""
    level = logging.ERROR if quiet else _LEVELS.get(verbose, logging.DEBUG)
    renderer = (
        structlog.dev.ConsoleRenderer()
        if sys.stderr.isatty()
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.dict_tracebacks
            if not sys.stderr.isatty()
            else structlog.processors.StackInfoRenderer(),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(level=logging.ERROR if level > logging.INFO else logging.WARNING, stream=sys.stderr)
