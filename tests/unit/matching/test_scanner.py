"""The scanner: what it sees is what a text holds, whoever asks at the same time."""

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from matching.folding import fold
from matching.literals import fault_of, literal
from matching.scanner import Scanner

WORDS = ("min", "Min Aung", "Aung*", "ai", "хлайн", "Хлайн* в", "敏昂", "昂", "มิน", "မင်း", "u.s.", "o'brien")


@given(
    st.sets(
        st.sampled_from(WORDS) | st.text("ab\0\ud800 ж國", min_size=1, max_size=4).filter(lambda one: not fault_of(one))
    ),
    st.lists(st.sampled_from(WORDS) | st.text("ab\0\ud800 ж國\n", max_size=6), max_size=12).map(" ".join),
)
def test_a_literal_is_seen_where_a_text_holds_its_first_piece(words: set[str], text: str) -> None:
    literals = {literal(word) for word in words}
    folded = fold(text).text
    seen = Scanner(literals).seen(folded)
    assert seen >= {one for one in literals if one.pieces[0] in folded}
    assert seen <= {one for one in literals if one.pieces[0].replace("\0", " ") in folded.replace("\0", " ")}


def test_many_may_ask_at_once() -> None:
    literals = [literal(word) for word in WORDS]
    scanner = Scanner(literals)
    texts = [fold(f"{word} " * 2000).text for word in WORDS]
    alone = [scanner.seen(text) for text in texts]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(scanner.seen, texts * 5)) == alone * 5


def test_a_phrase_may_be_of_any_length() -> None:
    phrase = "敏昂莱 word " * 3000
    assert Scanner([literal(phrase)]).seen(fold(phrase).text) == {literal(phrase)}


def test_without_literals_nothing_is_seen() -> None:
    assert Scanner([]).seen("anything") == set()
