"""Messages of mailing lists in Pipermail."""

from __future__ import annotations

import pytest

from model.documents import Document, Kind
from tests.unit.parsers.forums.boards import WORDS, read


def message(text: str, at: str = "Tue Mar  5 09:12:44 CET 2019") -> Document:
    head = f"<H1>[Boats] Terminal</H1><B>Zaw</B> <A HREF='mailto:x'>zaw at port.example</A><BR><I>{at}</I><HR>"
    return read(
        f"{head}<!--beginarticle--><PRE>{text}</PRE><!--endarticle-->", "/pipermail/boats/2019-March/000013.html"
    )


@pytest.mark.parametrize(
    ("lead", "name"),
    [
        ("Aye wrote:", "Aye"),
        ("On Mon, 4 Mar 2019, Aye Aye wrote:", "Aye Aye"),
        ("On Mon, Mar 4, 2019 at 9:12 AM Aye via Boats &lt;\nboats at lists.example&gt; wrote:", "Aye"),
        ("On 4 March 2019 at 10:00, Aye &lt;aye at port.example&gt; wrote:", "Aye"),
        ("Am 4.3.2019 schrieb:", None),
    ],
)
def test_what_a_message_answers_is_quoted_of_whom_the_line_above_it_names(lead: str, name: str | None) -> None:
    document = message(f"{lead}\n\n&gt;<i> The boats are late.\n</i>\n{WORDS}")
    (credit,) = document.credits

    assert (credit.name, credit.said) == (name, "The boats are late.")
    assert document.text.endswith(WORDS)
    assert (document.text == WORDS) == (name is not None)


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("Tue Mar  5 09:12:44 CET 2019", "2019-03-05T08:12:44Z"),
        ("Tue Mar  5 09:12:44 +0300 2019", "2019-03-05T06:12:44Z"),
        ("31 Dec 1999 20:04:36 +0100", "1999-12-31T19:04:36Z"),
        ("some day", None),
    ],
)
def test_a_message_is_of_when_it_was_sent(at: str, told: str | None) -> None:
    (post,) = message(WORDS, at).posts

    assert (post.posted_at.iso() if post.posted_at else None) == told


def test_a_signature_below_two_strokes_is_no_word_of_a_message() -> None:
    assert message(f"{WORDS}\n\n-- \nZaw, harbour office").text == WORDS


def test_a_message_without_the_archive_s_mark_is_read_as_any_page() -> None:
    assert read(f"<h1>Terminal</h1><b>Zaw</b><pre>{WORDS}</pre>", "/notes/13.html").kind is not Kind.THREAD
