from collections.abc import Iterator

import pytest

from db.store import Store


@pytest.fixture
def store(database: str, request: pytest.FixtureRequest) -> Iterator[Store]:
    """A store on each kind of database, or one of the class that a test names."""
    kind: type[Store] = getattr(request, "param", Store)
    with kind(database) as opened:
        yield opened
