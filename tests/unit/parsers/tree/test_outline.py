"""The walk over a tree."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from parsers.tree.outline import outline_of
from parsers.tree.prose import is_finished, join_lines, paragraphs_of


def lines(html: str) -> list[str]:
    body = LexborHTMLParser(html).body
    assert body is not None
    return [block.text for block in outline_of(body).blocks]


def test_a_block_element_ends_a_block_and_an_inline_one_does_not() -> None:
    assert lines("<div>a <b>b</b><p>c<span>d</span></p> e</div>") == ["a b", "cd", "e"]


def test_one_br_is_a_new_line_and_two_end_the_block() -> None:
    assert lines("<p>a<br>b<br> <br>c</p>") == ["a\nb", "c"]


def test_scripts_forms_controls_and_unseen_words_are_left_out() -> None:
    assert lines(
        '<p>a<script>x</script><button>y</button><span class="sr-only">z</span></p><noscript><p>n</p></noscript>'
    ) == ["a"]


def test_words_that_a_style_or_a_class_hides_from_readers_are_left_out() -> None:
    hidden = "position:absolute;clip:rect(0 0 0 0);width:1px"

    assert lines(f'<p>a<span style="{hidden}">, opens new tab</span><span class=hidden>x</span></p>') == ["a"]
    assert lines('<p><span class="hidden md:inline">shown where there is room</span></p>') != []


def test_white_space_is_kept_as_lines_only_in_preformatted_text() -> None:
    assert lines("<p>a\n  b</p><pre>c\nd</pre>") == ["a b", "c\nd"]


def test_characters_inside_links_are_counted() -> None:
    body = LexborHTMLParser("<p>see <a href=x>the map</a> here</p>").body
    assert body is not None

    (block,) = outline_of(body).blocks

    assert (block.text, block.linked) == ("see the map here", 7)


def test_frames_hold_the_range_of_their_blocks() -> None:
    body = LexborHTMLParser('<div class="a"><p>1</p><p>2</p></div><p>3</p>').body
    assert body is not None
    outline = outline_of(body)

    frame = next(frame for frame in outline.frames if frame.names == "a")

    assert [block.text for block in outline.blocks[frame.first : frame.last]] == ["1", "2"]


def test_a_frame_of_links_above_all_text_holds_no_block() -> None:
    body = LexborHTMLParser('<div class="top"><a href="x"><img></a></div><p>1</p>').body
    assert body is not None
    (top,) = (frame for frame in outline_of(body).frames if frame.names == "top")

    assert (top.first, top.last) == (0, 0)


def test_frames_are_called_by_their_names_where_the_walk_stops_early_too() -> None:
    body = LexborHTMLParser('<div class="a"><p id="b" hidden>1234567</p><p>89</p></div>').body
    assert body is not None
    outline = outline_of(body, most=5)

    assert [(frame.names, frame.hidden, frame.last) for frame in outline.frames][-2:] == [
        ("a", False, 1),
        ("b", True, 1),
    ]


def test_a_tree_two_thousand_deep_is_walked_without_recursion() -> None:
    assert lines("<div>" * 2000 + "deep") == ["deep"]


def test_a_dropped_node_is_not_entered() -> None:
    tree = LexborHTMLParser("<p>a</p><p id=x>b</p>")
    body, node = tree.body, tree.css_first("#x")
    assert body is not None
    assert node is not None

    assert paragraphs_of(body, frozenset({node.mem_id})) == ("a",)


def test_what_stands_before_and_behind_a_dropped_block_is_no_line() -> None:
    tree = LexborHTMLParser("<div>a b<blockquote>c</blockquote>d<i>e</i> f</div>")
    body, dropped = tree.body, tree.css("blockquote, i")
    assert body is not None

    assert paragraphs_of(body, frozenset(node.mem_id for node in dropped)) == ("a b", "d f")


def test_lines_join_until_a_sentence_ends() -> None:
    assert join_lines(("An unfinished", "line ends here.", "Another")) == ("An unfinished line ends here.", "Another")


def test_sentences_end_in_every_script_we_read() -> None:
    assert all(map(is_finished, ("End.", "“Quote.”", "结束。", "ပြီးပါပြီ။", "انتهى؟", "(So!)")))
    assert not is_finished("A headline")


@given(st.text(alphabet="<>/abpdiv br", max_size=120))
def test_any_markup_has_an_outline_whose_frames_are_in_order(html: str) -> None:
    body = LexborHTMLParser(html).body
    assert body is not None
    outline = outline_of(body)

    assert all(frame.parent < number for number, frame in enumerate(outline.frames))
    assert all(frame.first <= frame.last <= len(outline.blocks) for frame in outline.frames)


def test_what_shows_only_when_it_is_pointed_at_stands_in_no_sentence() -> None:
    hover = '<span class="{}">Ada Birch: more about her</span>'
    for name in ("tooltiptext", "c-tooltip-content", "rollover-people-block", "popover-body"):
        assert lines(f"<p>Mayor <span class='tooltip'>Birch{hover.format(name)}</span> rang.</p>") == [
            "Mayor Birch rang."
        ]


def test_the_place_that_a_link_leads_to_is_no_link_though_nobody_ended_it() -> None:
    words = "The evening ferry waited forty minutes for a wedding party, and nobody on the pier complained about it."
    page = LexborHTMLParser(f'<p><a name="top">{words}</p><p><a href="/x">{words}</a></p>')
    assert page.body is not None

    assert [block.linked for block in outline_of(page.body).blocks] == [0, len(words)]
