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
