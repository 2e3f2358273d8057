import hashlib
from pathlib import Path

VENDOR = Path(__file__).parents[3] / "web" / "static" / "vendor"


def test_the_vendored_file_is_the_published_one_with_its_licence() -> None:
    for line in (VENDOR / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest
    assert "Zero-Clause BSD" in (VENDOR / "htmx.LICENSE").read_text()
    assert {file.name for file in VENDOR.iterdir()} == {"SHA256SUMS", "htmx-4.0.1.min.js", "htmx.LICENSE"}
