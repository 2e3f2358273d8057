"""Logs: one line an event on stderr, a verb phrase with its keys; libraries' lines among them in the same form."""

from __future__ import annotations

import logging
import sys

import structlog
from structlog.typing import Processor

_LEVELS = {0: logging.WARNING, 1: logging.INFO}


def configure_logs(verbose: int, quiet: bool) -> None:
    """Warnings only, unless asked for more or less; JSON lines where stderr is no terminal."""
    level = logging.ERROR if quiet else _LEVELS.get(verbose, logging.DEBUG)
    terminal = sys.stderr.isatty()
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer() if terminal else structlog.processors.dict_tracebacks,
    ]
    renderer = structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer(ensure_ascii=False)
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    _configure_libraries(logging.ERROR if level > logging.INFO else logging.WARNING, shared, renderer)


def _configure_libraries(level: int, shared: list[Processor], renderer: Processor) -> None:
    """Lets what libraries log come out in our form."""
    plain = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared], processors=[plain, renderer]
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
