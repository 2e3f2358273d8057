import json

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from model.captures import RawPage
from parsers import parse
from parsers.embedded.states import States, dig, longest_text, paragraphs_in_blocks
from parsers.forums.discourse import is_topic
from parsers.page import Page

NAMES = st.sampled_from(
    ["type", "children", "content", "data", "items", "text", "body", "result", "content_elements", "posts", "models"]
)
KINDS = st.sampled_from(["p", "text", "list", "image", "h2"])
POST_KEYS = st.sampled_from(["username", "cooked", "created_at", "post_number"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | KINDS | st.text(max_size=8) | st.just("<p>One.</p><p>Two.</p>"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=25,
)


def states(script: str) -> States:
    root = LexborHTMLParser(f"<html><body>{script}</body></html>").root
    assert root is not None
    return States(root)


def test_a_script_that_bears_the_name_as_its_id_is_read() -> None:
    found = states('<script id="__NEXT_DATA__" type="application/json">{"props": {"a": 1}}</script>')
    assert dig(found.named("__NEXT_DATA__"), "props.a") == 1


def test_a_value_assigned_to_a_name_is_read_up_to_its_end() -> None:
    found = states('<script>window.x = 1; window.__STATE__ = {"a": [1, 2]}; window.y = {};</script>')
    assert found.named("__STATE__") == {"a": [1, 2]}


def test_a_value_assigned_by_index_is_read() -> None:
    assert states("<script>window['__STATE__'] = [1];</script>").named("__STATE__") == [1]


def test_code_that_is_no_json_gives_nothing() -> None:
    assert states("<script>window.__STATE__ = {a: function () { return 1 }};</script>").named("__STATE__") is None
    assert states("<script src='/x.js'>window.__STATE__ = {}</script>").named("__STATE__") is None


def test_pieces_that_a_page_pushes_are_joined_before_they_are_read() -> None:
    script = "".join(
        f"<script>self.__next_f.push({json.dumps([1, piece])})</script>" for piece in ('1:{"a":', '"b"}\n', "2:[3]\n")
    )
    assert [value for value in states(script).all() if value is not None] == [{"a": "b"}, [3]]


def test_links_and_emphasis_inside_a_piece_stay_in_their_sentence() -> None:
    block = {
        "type": "p",
        "children": [
            {"type": "text", "data": "The wall "},
            {"type": "a", "children": [{"type": "text", "data": "came late"}]},
            {"type": "text", "data": " &amp; low."},
        ],
    }
    assert paragraphs_in_blocks([block, {"type": "image", "url": "x.jpg"}]) == ("The wall came late & low.",)


def test_each_item_of_a_list_is_a_paragraph() -> None:
    block = {"type": "list", "items": [{"type": "text", "content": "<b>Stone</b> first"}, "Sand second"]}
    assert paragraphs_in_blocks([block]) == ("Stone first", "Sand second")


def test_a_block_that_is_a_link_to_something_else_is_none_of_the_text() -> None:
    told = [
        {"type": "text", "content": "The wall <a href='/w'>came late</a>."},
        {"type": "text", "content": ' <b><a href="/more" target="_blank">Ten walls to see</a></b> '},
    ]
    assert paragraphs_in_blocks(told) == ("The wall came late.",)


def test_a_path_through_what_is_no_table_leads_to_nothing() -> None:
    assert dig({"a": [1]}, "a.b.c") is None


@given(VALUES)
def test_any_data_is_read_without_a_fault(value: object) -> None:
    assert all(isinstance(line, str) for line in longest_text(value))
    assert all(isinstance(line, str) for line in paragraphs_in_blocks(value))


@given(VALUES)
def test_a_page_whose_data_is_of_any_shape_is_parsed(value: object) -> None:
    data = json.dumps(value)
    page = (
        f"<html><head><meta property='og:type' content='article'></head><body><p>Short.</p>"
        f"<div data-test-id='post-content' class='t3_1'></div>"
        f"<script>Fusion.globalContent={data};window.___r={data};window.__INITIAL_STATE__={data}</script></body></html>"
    )
    assert parse(RawPage(page.encode(), "https://any.example/a")).document.url == "https://any.example/a"


@given(st.lists(st.dictionaries(POST_KEYS, VALUES), max_size=3))
def test_a_topic_whose_posts_are_of_any_shape_is_parsed(posts: list[object]) -> None:
    topic = {"title": "A topic", "post_stream": {"posts": posts}}
    raw = RawPage(json.dumps(topic).encode(), "https://any.example/t/a/1.json", "application/json")
    assert is_topic(topic)
    assert parse(raw).document.parser == "discourse"


def test_the_data_of_a_page_is_read_once() -> None:
    page = Page("<script>window.A = {}</script>")
    assert page.states.named("A") is page.states.named("A")
