import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def nightdesk(tmp_path: Path) -> Run:
    """Runs the real command in an empty folder."""

    def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "nightdesk", *words],
            capture_output=True, text=True, cwd=tmp_path, env=os.environ | environment, timeout=100,
        )  # fmt: skip

    return run
