"""Cards of other stories, a hundred of them below a short article, are no part of its text however much they hold."""

from __future__ import annotations

import random

import pytest

from parsers.generic import select_blocks
from parsers.page import Page

WORDS = (
    "ferry captain parrot wedding pier music rope cabin horn gangway sail anchor lamp tide buoy harbour crew ticket "
    "queue evening winter storm market bridge letter choir museum kitchen lighthouse gull barrel compass"
)

#: The box of the cards: as it begins, a card in it, and as it ends.
BOXES = {
    "an aside": ("<aside class=related>", '<article class="card">{}</article>', "</aside>"),
    "a box that is called related": ("<div class=related>", "<div class=card>{}</div>", "</div>"),
    "a box whose name says nothing": ("<div class=grid>", "<div class=item>{}</div>", "</div>"),
    "a box without a name": ("<div>", "<div class=item>{}</div>", "</div>"),
    "a list": ("<section class=more-stories><ul>", "<li class=item>{}</li>", "</ul></section>"),
}
#: What the text stands in.
BODIES = {
    "a named body": "<main><article><h1>{}</h1><div class=article-body>{}</div></article></main>",
    "an article": "<article><h1>{}</h1>{}</article>",
    "a box without a name": "<div><h1>{}</h1>{}</div>",
}


def sentences(rng: random.Random, number: int, words: int) -> str:
    return " ".join(" ".join(rng.choices(WORDS.split(), k=words)).capitalize() + "." for _ in range(number))


@pytest.mark.parametrize("where", ["below", "above"])
@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("cards", [8, 100, 250])
def test_teasers_beside_an_article_are_no_text_of_it(box: str, body: str, cards: int, where: str) -> None:
    rng = random.Random(f"{box} {body} {cards}")
    text = [sentences(rng, 4, rng.randint(9, 20)) for _ in range(6)]
    begin, card, end = BOXES[box]
    told = (
        f"<a href=/x/{number}><h3>{sentences(rng, 1, 8)}</h3></a><p class=teaser>{sentences(rng, 1, 18)}</p>"
        for number in range(cards)
    )
    beside = f"{begin}{''.join(map(card.format, told))}{end}"
    article = BODIES[body].format(sentences(rng, 1, 6).rstrip("."), "".join(f"<p>{each}</p>" for each in text))
    page = (beside + article) if where == "above" else (article + beside)

    found = select_blocks(Page(f"<body>{page}<footer><p>{sentences(rng, 2, 15)}</p></footer></body>").outline)

    assert [block.text for block in found if block.tag != "h1"] == text  # the headline goes with the title
