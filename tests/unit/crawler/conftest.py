"""The shelf that the tests of discovery take their answers from."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # tests are no package; this module is theirs alone

from discovery_shelf import Shelf


@pytest.fixture
def shelf() -> Shelf:
    """A shelf without answers."""
    return Shelf()
