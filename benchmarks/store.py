"""A synthetic store: documents in five languages from the shipped sources over a year, gathered into stories."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from config.catalogue import Catalogue
from db.repositories.documents import NewDocument
from db.repositories.schedule import Ended
from db.repositories.visits import VisitRecord
from db.store import Store
from db.unit import UnitOfWork
from model.captures import Capture
from model.documents import Document, Kind
from model.identifiers import stable_uid
from model.moments import Moment
from model.stories import Membership, Relation
from nightdesk.watches.searching import search_form

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
_BATCH = 500
_LANGUAGES = (("en", 60), ("ru", 15), ("my", 12), ("zh", 8), ("th", 5))
_LETTERS = {
    "en": "abcdefghiklmnoprstuvw",
    "ru": "абвгдежзиклмнопрстуфхцчшыья",
    "my": "ကခဂငစဆဇညတထဒနပဖဗဘမယရလဝသဟအ",
    "zh": "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严",
    "th": "กขคงจชดตถทนบปผพมยรลวสหอ",
}
_COMMON = {"en": "Moscow", "ru": "Москва", "my": "မော်စကို", "zh": "莫斯科", "th": "มอสโก"}


class Filler:
    """Fills a store with so many documents, the same each time."""

    def __init__(self, catalogue: Catalogue, documents: int) -> None:
        self._chance = random.Random(7)
        self._sources = sorted(catalogue.sources)
        self._count = documents
        self._words = {language: self._vocabulary(language) for language, _ in _LANGUAGES}

    def fill(self, store: Store) -> None:
        """Writes everything, a few hundred documents in a transaction."""
        numbers = range(self._count)
        for start in range(0, self._count, _BATCH):
            store.write_now(lambda uow, start=start: self._write(uow, numbers[start : start + _BATCH]))  # type: ignore[misc]
        store.write_now(self._visits)

    def _vocabulary(self, language: str) -> list[str]:
        letters = _LETTERS[language]
        least, most = (1, 2) if language == "zh" else (3, 9)
        return ["".join(self._chance.choices(letters, k=self._chance.randint(least, most))) for _ in range(4000)]

    def _write(self, uow: UnitOfWork, numbers: Sequence[int]) -> None:
        """Documents in the order they came: some alone, some with copies after them."""
        ahead = iter(numbers)
        for number in ahead:
            story = uow.stories.add(stable_uid("story", str(number)), self._at(number))
            first, key = self._document(uow, number, None)
            uow.stories.put(key, story, Membership(Relation.ORIGINAL))
            matched = self._chance.random() < 0.08
            self._match(uow, key, first, number, matched)
            for copy in self._copies(ahead):
                relation = self._chance.choice((Relation.COPY, Relation.COPY, Relation.REPRINT, Relation.REPOST))
                _, other = self._document(uow, copy, first)
                share = round(self._chance.uniform(0.6, 1), 2)
                uow.stories.put(other, story, Membership(relation, self._uid(number), share, ("same text",)))
                self._match(uow, other, first, copy, matched)
            if matched:
                alert = stable_uid("alert", str(number))
                uow.alerts.add(alert, "myanmar-russia", story.id, key, self._at(number))

    def _copies(self, ahead: Iterator[int]) -> Iterator[int]:
        drawn = self._chance.random()
        many = 0 if drawn < 0.75 else self._chance.randint(1, 4) if drawn < 0.995 else 20
        for _, number in zip(range(many), ahead, strict=False):
            yield number

    def _document(self, uow: UnitOfWork, number: int, original: Document | None) -> tuple[Document, int]:
        source, at = self._chance.choice(self._sources), self._at(number)
        url, published = f"https://{source}.example/{number}", Moment(at - timedelta(hours=self._chance.randint(0, 9)))
        read = original or self._new(url)
        shown = Document(
            url, Kind.ARTICLE, "generic", read.title, authors=("Ann Reed",), published_at=published,
            language=read.language, text=read.text, completeness=0.9,
        )  # fmt: skip
        page = Capture(url, url, 200, (("Content-Type", "text/html"),), f"page {number}".encode(), at, at)
        kept = uow.captures.add(source, page) if number % 25 == 0 else None
        folded = search_form(shown.title, shown.text)
        key = uow.documents.add(NewDocument(self._uid(number), source, shown, f"key-{number}", folded, at, kept))
        uow.documents.add_addresses(key, {url: url})
        return shown, key

    def _new(self, url: str) -> Document:
        language = self._chance.choices([name for name, _ in _LANGUAGES], [weight for _, weight in _LANGUAGES])[0]
        between = "" if language in {"zh", "th", "my"} else " "
        title = between.join(self._draw(language, 8))
        paragraphs = [between.join(self._draw(language, 45)) for _ in range(self._chance.randint(3, 9))]
        if self._chance.random() < 0.3:
            paragraphs[0] += f" {_COMMON[language]} Min Aung Hlaing "
        if self._chance.random() < 0.003:
            paragraphs[-1] += " Rosatom deep water port harbour crane "
        return Document(url, Kind.ARTICLE, "generic", title, language=language, text="\n\n".join(paragraphs))

    def _draw(self, language: str, many: int) -> list[str]:
        """Words, a few of them often and most seldom."""
        words = self._words[language]
        return [words[int(len(words) * self._chance.random() ** 3)] for _ in range(many)]

    def _match(self, uow: UnitOfWork, key: int, read: Document, number: int, matched: bool) -> None:
        start = read.text.find("Min Aung Hlaing")
        spans = (
            [_span(read.text, start, start + 15)] if start >= 0 else [_span(read.text, 0, 9), _span(read.text, 20, 31)]
        )
        if matched:
            clauses: list[dict[str, object]] = [{"clause": "(@min_aung_hlaing WITH @russia)", "spans": spans}]
            uow.matches.put("myanmar-russia", key, 1.0, clauses, self._at(number))

    def _visits(self, uow: UnitOfWork) -> None:
        """A month of visits an hour apart to each source."""
        uow.schedule.add(self._sources)
        for source in self._sources:
            for hour in range(24 * 30, 0, -1):
                at = NOW - timedelta(hours=hour)
                steps: list[dict[str, object]] = [
                    {"url": f"https://{source}.example/feed", "outcome": "ok", "reason": ""}
                ]
                record = VisitRecord(source, at, at, "ok", None, {"discovered": 2, "stored": 2}, steps, True, True)
                uow.schedule.finish([Ended(record, at + timedelta(hours=1), timedelta(hours=1))], "bench")

    def _at(self, number: int) -> datetime:
        return NOW - timedelta(days=365) * (1 - (number + 1) / self._count)

    def _uid(self, number: int) -> str:
        return stable_uid("document", str(number))


def _span(text: str, start: int, end: int) -> dict[str, object]:
    return {"field": "text", "start": start, "end": end, "as_written": text[start:end], "form": text[start:end],
            "name": "min_aung_hlaing", "canonical": "Min Aung Hlaing"}  # fmt: skip
