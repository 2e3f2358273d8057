from hypothesis import given
from hypothesis import strategies as st

from model.documents import Document, Kind
from stories.spellings import favour, spellings


def written(text: str, title: str | None = None):
    return spellings(Document(None, Kind.ARTICLE, "generic", title=title, text=text))


PLAIN = written("The crane's driver said “nothing” of the harbour")


def test_what_only_one_of_two_has_was_changed_by_it() -> None:
    hidden = written("The crane's driver said “nothing” of the har\u00adbour")
    excerpt = written("nothing of the harbour")
    assert favour(PLAIN, hidden, [excerpt]) == 1
    assert favour(hidden, PLAIN, [excerpt]) == -1


def test_a_habit_counts_once_however_often_it_is_followed_and_each_hidden_character_counts() -> None:
    straight = written('The "crane" and the "ferry" of the "harbour" are sold')
    hidden = written("The “crane” and the “ferry” of the “harbour” are so\u00adld")
    same_habit = written("“crane” “ferry” “harbour”")
    assert favour(hidden, straight, [same_habit]) == 1
    assert favour(hidden, straight, [same_habit, written("are sold")]) == 0


def test_a_headline_is_compared_as_a_whole() -> None:
    capitals = written("The crane fell. Crane sold.", title="CRANE FELL")
    mixed = written("The crane fell. Crane sold.", title="Crane fell")
    assert favour(mixed, capitals, [written("Somebody wrote of it.", title="Crane fell")]) == 1
    assert favour(mixed, capitals, [written("Somebody wrote of a crane that fell.")]) == 0


def test_what_a_text_has_of_its_own_tells_nothing() -> None:
    framed = written("The crane's driver said “nothing” of the harbour Read more")
    assert favour(PLAIN, framed, [written("Read more of the harbour")]) == 0


TEXTS = st.lists(st.sampled_from(["crane", "Crane", "CRANE", "“crane”", '"crane"', "cra\u00adne", "ferry", "Ferry"]))


@given(TEXTS, TEXTS, st.lists(TEXTS))
def test_what_speaks_for_one_speaks_against_the_other(
    one: list[str], other: list[str], beside: list[list[str]]
) -> None:
    mine, theirs, witnesses = (written(" ".join(one)), written(" ".join(other)), [written(" ".join(x)) for x in beside])
    assert favour(mine, theirs, witnesses) == -favour(theirs, mine, witnesses)
