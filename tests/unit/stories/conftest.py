"""Made-up prose, different for every seed, for tests that need many texts."""

import random
from collections.abc import Callable

import pytest

SUBJECTS = [
    "harbour",
    "council",
    "ferry",
    "crane",
    "minister",
    "pilot",
    "engineer",
    "teacher",
    "market",
    "river",
    "bridge",
    "clinic",
]
VERBS = [
    "opened",
    "closed",
    "moved",
    "repaired",
    "visited",
    "counted",
    "painted",
    "measured",
    "sold",
    "ordered",
    "followed",
    "cleared",
]
PLACES = [
    "Dawei",
    "Mandalay",
    "Tver",
    "Kazan",
    "Lampang",
    "Kengtung",
    "Omsk",
    "Pathein",
    "Surin",
    "Perm",
    "Myitkyina",
    "Loikaw",
]


def write_sentences(seed: object, count: int = 30) -> list[str]:
    """Sentences that no other seed gives."""
    rng = random.Random(str(seed))
    return [
        f"The {rng.choice(SUBJECTS)} of {rng.choice(PLACES)} {rng.choice(VERBS)} the {rng.choice(SUBJECTS)} in room "
        f"{rng.randint(1, 900)} near {rng.choice(PLACES)} and {rng.choice(VERBS)} {rng.randint(2, 99)} of them."
        for _ in range(count)
    ]


@pytest.fixture(scope="session")
def sentences() -> Callable[..., list[str]]:
    """Writes so many sentences of a seed."""
    return write_sentences
