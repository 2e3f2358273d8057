import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = {"nightdesk", "web", "alerts", "crawler", "db", "parsers", "matching", "stories", "config", "model"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    words = ["pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run([sys.executable, "-m", *words], check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheels_top_level_is_exactly_our_rooms(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == ROOMS


def test_the_wheel_carries_what_is_no_python(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "config/sources/moscow-times.toml" in names and "config/watches/myanmar-russia.toml" in names
    assert any(name.startswith("db/migrations/versions/0001") for name in names)


def test_no_dependency_owns_the_name_of_a_room() -> None:
    others = [each for each in distributions() if each.metadata["Name"] != "nightdesk"]
    tops = {str(file).split("/")[0] for each in others for file in each.files or ()}
    assert not tops & ROOMS


def test_httpx2_is_imported_in_one_module_of_the_crawler() -> None:
    importing = [
        file
        for file in (ROOT / "crawler").rglob("*.py")
        if re.search(r"^\s*(import|from) httpx2", file.read_text(), re.MULTILINE)
    ]
    assert [file.name for file in importing] == ["wire.py"]


def test_what_is_pinned_has_hashes_and_names_no_index() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        pins = re.findall(r"^[a-z0-9][^ \n]*==[^ \n]+", text, re.MULTILINE | re.IGNORECASE)
        assert len(pins) > 20 and text.count("--hash=sha256:") > len(pins)
        assert "index" not in text and "://" not in text


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pinned = (ROOT / "requirements.txt").read_text()
    for wanted in project["dependencies"]:
        name = re.split(r"[\[<>=;]", wanted)[0].replace(".", "-")
        assert re.search(rf"^{re.escape(name)}==", pinned, re.MULTILINE), name


def test_the_image_is_built_from_files_that_are_there_and_runs_without_root() -> None:
    text = (ROOT / "Dockerfile").read_text()
    for line in re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE):
        assert all((ROOT / name).exists() for name in line.split())
    assert "--require-hashes" in text and re.search(r"^USER (?!root)", text, re.MULTILINE) and "HEALTHCHECK" in text


@pytest.mark.parametrize(
    ("begun", "spared"),
    [
        (
            "nightdesk.cli.main",
            {"sqlalchemy", "pydantic", "httpx2", "structlog"},
        ),  # every command, every parser process
        ("nightdesk.cli.parse", {"sqlalchemy", "httpx2"}),
        ("nightdesk.workers.jobs", {"sqlalchemy", "pydantic", "httpx2", "structlog", "pebble"}),
    ],
)
def test_what_is_begun_often_does_not_wait_for_libraries_it_does_not_use(begun: str, spared: set[str]) -> None:
    tell = f"import sys, {begun}; print(*sorted({spared!r} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", tell], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
