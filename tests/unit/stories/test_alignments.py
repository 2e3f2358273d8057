from stories.alignments import Kind, align


def shown(old: str, new: str) -> list[str]:
    marks = {Kind.SAME: "{}", Kind.OLD: "[-{}-]", Kind.NEW: "{{+{}+}}"}
    return ["".join(marks[piece.kind].format(piece.text) for piece in row.merged) for row in align(old, new)]


def test_a_word_that_was_replaced_is_shown_in_its_place() -> None:
    old = "The crane fell.\n\nIt counts 40 people, he said.\n\nNobody was hurt."
    assert shown(old, old.replace("40", "46")) == [
        "The crane fell.",
        "It counts [-40-]{+46+} people, he said.",
        "Nobody was hurt.",
    ]


def test_paragraphs_that_came_and_went_stand_alone() -> None:
    rows = align("One and two.\n\nThree and four.", "One and two.\n\nA new thing.\n\nThree and five.")
    assert [(row.left is None, row.right is None) for row in rows] == [(False, False), (True, False), (False, False)]
    assert shown("Gone for good.\n\nStays.", "Stays.") == ["[-Gone for good.-]", "Stays."]


def test_scripts_without_blanks_are_compared_letter_by_letter() -> None:
    assert shown("敏昂莱访问莫斯科。", "敏昂莱访问北京。") == ["敏昂莱访问[-莫斯科-]{+北京+}。"]
    assert shown("မင်းအောင်လှိုင် ရောက်ရှိ", "မင်းအောင်လှိုင် ထွက်ခွာ")[0].startswith("မင်းအောင်လှိုင် ")


def test_both_sides_hold_their_whole_texts_whatever_differs() -> None:
    old, new = "A b c d.\n\nE f.\n\nG.", "A x c d.\n\nG h.\n\nI."
    rows = align(old, new)
    left = "\n\n".join("".join(piece.text for piece in row.left) for row in rows if row.left is not None)
    right = "\n\n".join("".join(piece.text for piece in row.right) for row in rows if row.right is not None)
    assert (left, right) == (old, new)
    assert not rows[0].same and align(old, old)[0].same


def test_very_long_paragraphs_are_replaced_whole_instead_of_taking_minutes() -> None:
    old, new = " ".join(f"w{n}" for n in range(2000)), " ".join(f"w{n}" for n in range(1, 2001))
    (row,) = align(old, new)
    assert row.left is not None and row.left[0].kind is Kind.OLD and len(row.left) == 1
