from model.telling import passage_start


def test_a_text_that_names_everything_at_its_beginning_is_shown_from_there() -> None:
    assert passage_start([]) == passage_start([(10, "crane"), (400, "port"), (5000, "crane")]) == 0


def test_a_later_passage_is_shown_where_it_holds_more_of_what_was_looked_for() -> None:
    assert passage_start([(2000, "crane")]) == 1820
    assert passage_start([(10, "crane"), (3000, "port"), (3100, "crane")]) == 2820


def test_of_passages_that_hold_as_much_the_first_is_shown() -> None:
    assert passage_start([(700, "crane"), (900, "crane"), (4000, "crane")]) == 520
