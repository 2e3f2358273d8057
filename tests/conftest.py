import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from model.clock import system_clock
from nightdesk.demo.press import Press

# What the developer's own shell says must not change what tests see; NIGHTDESK_EVAL_DATA alone is for tests.
for name in [name for name in os.environ if name.startswith("NIGHTDESK_") and name != "NIGHTDESK_EVAL_DATA"]:
    del os.environ[name]


# Logs are for operators; a failing test shows its own words.
structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


@pytest.fixture
def press() -> Iterator[Press]:
    """The miniature press, served on loopback."""
    with Press(system_clock()) as served:
        yield served


@pytest.fixture
def configuration(press: Press, tmp_path: Path) -> Path:
    """A configuration that crawls the miniature press."""
    folder = tmp_path / "config"
    press.write_configuration(folder)
    return folder


@pytest.fixture
def eval_data() -> Path:
    """The folder of real pages, which no clone has; NIGHTDESK_EVAL_DATA says where it is."""
    folder = os.environ.get("NIGHTDESK_EVAL_DATA")
    if not folder:
        pytest.skip("NIGHTDESK_EVAL_DATA names no folder of evaluation data")
    return Path(folder)
