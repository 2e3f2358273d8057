import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.shingles import LETTERS, WORDS, shingles
from stories.signatures import MOST, shared_figures, sign
from stories.sketches import sketch
from stories.tokens import tokens

THAI = "เครนตกลงในท่าเรือเมื่อวันจันทร์และไม่มีผู้ได้รับบาดเจ็บ"
BURMESE = "ဆိပ်ကမ်းတွင်ဝန်ချီစက်ပြိုကျခဲ့ပြီးထိခိုက်ဒဏ်ရာရသူမရှိပါ"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The crane’s “arm” fell—nobody hurt", 'the CRANE\'S "arm" fell - nobody hurt'),
        ("har\u00adbour\u200b crane", "harbour crane"),
        ("ﬁve cranes", "five cranes"),
        ("Ёлка упала", "елка упала"),
        ("８ cranes", "8 cranes"),
        ("မင္းေအာင္လႈိင္", "မင်းအောင်လှိုင်"),
    ],
)
def test_what_typesetters_change_is_the_same_text(one: str, other: str) -> None:
    assert tokens(one).key == tokens(other).key


def test_other_words_and_other_figures_are_another_text() -> None:
    assert tokens("40 people fell").key != tokens("46 people fell").key
    assert tokens("a b c d").key != tokens("a b d c").key


def test_scripts_without_blanks_are_one_stream_with_their_vowels_and_figures() -> None:
    assert tokens(THAI).words == [] and tokens(THAI).stream == THAI
    assert "\u1031" in tokens(BURMESE * 2).stream or "\u102d" in tokens(BURMESE * 2).stream
    assert tokens("上证综指报3478点，成交2066亿元").stream == "上证综指报3478点成交2066亿元"
    mixed = tokens("The minister said 欢迎 to the guests of the harbour")
    assert mixed.stream == "欢迎" and mixed.words[:3] == ["the", "minister", "said"]


def test_figures_are_found_in_words_and_streams() -> None:
    assert tokens("In 2025, 40 people").figures == ["2025", "40"]
    assert tokens("上证综指报3478点，成交2066亿元").figures == ["3478", "2066"]


@given(st.lists(st.sampled_from(["a", "crane", "fell", "harbour", "on", "monday"]), max_size=30))
def test_there_is_a_shingle_at_every_word_that_three_follow(words: list[str]) -> None:
    found = shingles(tokens(" ".join(words)))
    assert len(found) == (max(1, len(words) - WORDS + 1) if words else 0)
    for start in range(len(words) - WORDS + 1):
        alone = shingles(tokens(" ".join(words[start : start + WORDS])))
        assert found[start] == alone[0]


@given(st.text(alphabet="港口起重机周一倒塌", max_size=40))
def test_there_is_a_shingle_at_every_letter_that_seven_follow(stream: str) -> None:
    found = shingles(tokens(stream))
    assert len(found) == (max(1, len(stream) - LETTERS + 1) if stream else 0)
    for start in range(len(stream) - LETTERS + 1):
        assert found[start] == shingles(tokens(stream[start : start + LETTERS]))[0]


@given(st.text(max_size=300))
def test_any_text_has_a_signature(text: str) -> None:
    signature = sign(text, text)
    assert len(signature.shingles) == len(set(signature.shingles)) <= MOST
    assert set(sketch(signature.shingles)) <= set(signature.shingles)


def test_the_sketch_of_a_part_is_found_in_the_sketch_of_the_whole() -> None:
    words = [f"word{number}" for number in range(900)]
    whole, part = (sketch(sign(" ".join(chosen)).shingles) for chosen in (words, words[200:320]))
    shared = set(whole) & set(part)
    assert len(shared) >= 5 and shared >= {shingle for shingle in part if shingle < (1 << 32) // 8}


def test_figures_are_shared_as_often_as_in_the_text_that_has_fewer() -> None:
    one, other = sign("7 7 8 9").figures, sign("7 8 8 1").figures
    assert shared_figures(one, other) == 2
