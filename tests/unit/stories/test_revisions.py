import time

import pytest

from stories.revisions import Change, compare, word_diff

OLD = "The delegation counts 40 people, an official said.\n\nThey landed in Moscow on Friday and stayed."


@pytest.mark.parametrize(
    ("new", "kind"),
    [
        (OLD.replace("40", "46"), Change.FIGURES),
        (OLD.replace("delegation", "delegatoin"), Change.TYPO),
        (OLD.replace("landed in Moscow", "were refused entry to Moscow"), Change.SUBSTANTIVE),
        (OLD.replace("Friday", "Sunday morning, and left again"), Change.SUBSTANTIVE),
        (OLD + "\n\nCorrection: an earlier version named the wrong day.", Change.CORRECTION),
        (OLD.replace("people, an", "people — an"), Change.LAYOUT),
    ],
)
def test_a_revision_is_named_for_what_it_changes(new: str, kind: Change) -> None:
    assert compare("Landed", OLD, "Landed", new).kind is kind


def test_a_headline_alone_is_recorded() -> None:
    found = compare("Landed", OLD, "Landed in Moscow", OLD)
    assert (found.kind, found.headline, found.hunks) == (Change.HEADLINE, ("Landed", "Landed in Moscow"), ())


def test_a_difference_is_shown_word_by_word_in_its_place() -> None:
    (hunk,) = word_diff(OLD, OLD.replace("40", "46"))
    assert (hunk.before, hunk.old, hunk.new, hunk.after) == ("The delegation counts", "40", "46", "people, an official")


def test_equal_texts_do_not_differ() -> None:
    assert word_diff(OLD, OLD) == []


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("၃ ကြိမ် သွားခဲ့သည်။", "၃ ကြိမ် ရောက်ခဲ့သည်။", ("၃ ကြိမ်", "သွား", "ရောက်", "ခဲ့သည်။")),
        ("เดินทางไปที่กรุงมอสโก", "เดินทางไปถึงกรุงมอสโก", ("เดินทางไป", "ที่", "ถึง", "กรุงมอสโก")),
        ("他三日抵达莫斯科。", "他四日抵达莫斯科。", ("他", "三", "四", "日抵达莫斯科。")),
        ("वह कि मंत्री", "वह था मंत्री", ("वह", "कि", "था", "मंत्री")),
        ("The port's ministry isn't open.", "The port isn't open.", ("The port", "'s ministry", "", "isn't open")),
        ("It left on foot today.", "It went by car today.", ("It", "left on foot", "went by car", "today.")),
    ],
)
def test_what_differs_is_shown_as_it_is_written_in_any_script(
    old: str, new: str, shown: tuple[str, str, str, str]
) -> None:
    (hunk,) = word_diff(old, new)
    assert (hunk.before, hunk.old, hunk.new, hunk.after) == shown


def test_one_figure_in_a_text_without_paragraphs_is_found_alone() -> None:
    old = " ".join(f"On day {n} the crane lifted {n * 7} tons, and rested." for n in range(600))
    found = compare(None, old, None, old.replace(" 2800 tons", " 2801 tons"))
    assert found.kind is Change.FIGURES and [(hunk.old, hunk.new) for hunk in found.hunks] == [("2800", "2801")]


def test_a_long_text_in_burmese_is_compared_before_its_readers_have_left() -> None:
    old = [" ".join(f"သင်္ဘော {n} စီး ဆိပ်ကမ်းသို့ {m} ရက်နေ့တွင် ရောက်ရှိခဲ့သည်။" for n in range(12)) for m in range(40)]
    began = time.process_time()
    found = compare(None, "\n\n".join(old), None, "\n\n".join(text.replace("ရောက်ရှိ", "ထွက်ခွာ") for text in old))
    assert found.kind is Change.SUBSTANTIVE and time.process_time() - began < 10, "it took minutes"
