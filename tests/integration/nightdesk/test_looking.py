import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from secrets import token_urlsafe
from typing import TypeVar

import pytest
from sqlalchemy import select
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from config.catalogue import load_catalogue
from config.sources import Source
from crawler.fetching import Fetcher
from crawler.fetching import Request as Asked
from db.store import Store
from db.tables import document, event, link
from db.unit import UnitOfWork
from model.captures import Capture
from model.clock import system_clock
from model.documents import Document
from model.errors import FetchError
from model.outcomes import Outcome
from nightdesk.bookkeeping.reports import VisitReport
from nightdesk.bootstrap import open_desk
from nightdesk.demo import articles
from nightdesk.demo.outlets import COURIER, MARTABAN, Printed, path_of
from nightdesk.demo.press import Press
from nightdesk.visits.passing import crawl
from nightdesk.visits.visiting import Options
from nightdesk.watches.watching import Hit, Watcher, compile_watches

T = TypeVar("T")
Visit = Callable[..., VisitReport]
NOW, HOUR = timedelta(0), timedelta(hours=1)


class Nowhere:
    """A network on which nothing is reached, or nothing may be asked."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome

    async def fetch(self, request: Asked) -> Capture:
        raise FetchError(request.url, self.outcome, "nothing is there")


class Busy:
    """A network whose servers want to be asked again in five seconds, by a clock that is so much ahead."""

    def __init__(self, ahead: timedelta) -> None:
        self.again = system_clock() + ahead + timedelta(seconds=5)
        self.asked: list[str] = []

    async def fetch(self, request: Asked) -> Capture:
        self.asked.append(request.url)
        reason = "503 Service Unavailable"
        raise FetchError(request.url, Outcome.REFUSED, reason, status=503, retry_at=self.again)


class OddPress(Press):
    """The press, with what its servers are made to answer: a response by path, in place of what is printed."""

    def __init__(self) -> None:
        super().__init__(system_clock())
        self.answers: dict[str, Callable[[], Response]] = {}

    def _response(self, request: Request, page: Printed | None) -> Response:
        answer = self.answers.get(request.url.path)
        return super()._response(request, page) if answer is None else answer()


@pytest.fixture
def press() -> Iterator[OddPress]:
    with OddPress() as served:
        yield served


class OffTheLoop(Store):
    """A store that is never read by the thread that everybody waits for, however slow the database is."""

    def read(self, job: Callable[[UnitOfWork], T]) -> T:
        assert asyncio._get_running_loop() is None
        return super().read(job)


@pytest.fixture
def visit(configuration: Path, store: Store) -> Visit:
    """A visit to the Courier, as if it were so much later."""
    watcher = compiled(configuration)
    return lambda ahead=NOW: visited(configuration, store, watcher, ahead)


def compiled(configuration: Path) -> Watcher:
    return compile_watches(load_catalogue(configuration, {}).watches)


def visited(
    configuration: Path, store: Store, watcher: Watcher, ahead: timedelta = NOW, fetcher: Fetcher | None = None
) -> VisitReport:
    async def job() -> VisitReport:
        catalogue, clock = load_catalogue(configuration, {}), lambda: system_clock() + ahead
        async with open_desk(catalogue, watcher, store, clock=clock, fetcher=fetcher) as desk:
            done = await crawl(desk, [catalogue.sources["courier"]], Options(), due=False, tell=lambda _: None)
            return done.visits[0]

    return asyncio.run(job())


def matched(store: Store) -> list[str]:
    """The paths of the articles that met the watch."""
    query = select(document.c.url).where(document.c.next_look_at.is_not(None)).order_by(document.c.id)
    urls = store.read(lambda uow: uow._connection.execute(query).scalars().all())
    return ["/" + url.split("/", 3)[3] for url in urls]


def asked(press: Press, path: str) -> int:
    return sum(each == path for _, each, _, _ in press.requests)


def events(store: Store) -> list[str]:
    return list(store.read(lambda uow: uow._connection.execute(select(event.c.kind).order_by(event.c.id)).scalars()))


@pytest.mark.parametrize("to", ["/", "another article"])
def test_an_article_whose_address_leads_elsewhere_by_now_is_gone_and_not_asked_for_at_every_visit(
    visit: Visit, store: Store, press: OddPress, to: str
) -> None:
    visit()
    path, other = matched(store)
    press.answers[path] = lambda: RedirectResponse("/" if to == "/" else other)
    assert visit(2 * HOUR).counts.gone == 0, "once may be an accident"
    assert visit(2.1 * HOUR).counts.gone == 0
    assert asked(press, path) == 2, "its time had not come"
    assert visit(3.1 * HOUR).counts.gone == 1
    assert asked(press, path) == 3
    assert events(store) == ["gone"]
    kept = {each.document.url: each for each in store.read(lambda uow: uow.reading.documents())}
    assert [each.version for each in kept.values()] == [1, 1, 1, 1], "the other text is not a new version of this one"


def test_a_known_article_that_cannot_be_read_any_more_is_asked_for_at_its_time(
    visit: Visit, store: Store, press: OddPress
) -> None:
    visit()
    path = matched(store)[0]
    press.answers[path] = lambda: Response("<html><body><p>Soon here.</p></body></html>", media_type="text/html")
    for hours in (2, 2.1, 2.2):
        visit(hours * HOUR)
    assert asked(press, path) == 2
    assert events(store) == []


def test_what_is_gone_or_refused_for_good_is_asked_for_ever_more_seldom_and_then_no_more(
    visit: Visit, store: Store, press: OddPress
) -> None:
    visit()
    gone, refused = matched(store)
    press.answers[gone] = lambda: Response("gone", 410)
    press.answers[refused] = lambda: Response("not for you", 403)
    for day in range(1, 70, 3):
        visit(day * 24 * HOUR)
    looks = store.read(lambda uow: uow._connection.execute(select(document.c.next_look_at)).scalars().all())
    assert not any(looks)
    assert asked(press, gone) < 8
    assert asked(press, refused) < 20


def test_a_server_that_is_busy_for_good_is_asked_for_known_articles_no_more_often_for_naming_a_time(
    configuration: Path, store: Store, press: OddPress
) -> None:
    watcher, ages = compiled(configuration), [1.5 + 0.1 * number for number in range(9)]
    visited(configuration, store, watcher)
    path, found = matched(store)[0], []
    for hours in [*ages, *range(24, 80 * 24, 72)]:
        busy = Busy(hours * HOUR)
        visited(configuration, store, watcher, hours * HOUR, busy)
        found.append(sum(url.endswith(path) for url in busy.asked))
    assert sum(found[: len(ages)]) == 1, "at each visit of the first hours"
    assert sum(found) < 25 and found[-1] == 0


def test_articles_that_are_refused_for_good_keep_no_new_one_from_being_read(
    visit: Visit, store: Store, press: OddPress
) -> None:
    now = system_clock()
    for number in range(4):
        piece = replace(articles.visit_story(now), slug=f"guest-{number}", title=f"Min Aung Hlaing in Moscow, {number}")
        press.publish(COURIER, piece.edited("minister", f"minister number {number}", now))
    visit()
    for path in matched(store):
        press.answers[path] = lambda: Response("not for you", 403)
    press.publish(COURIER, replace(articles.visit_story(now), slug="new").edited("minister", "president", now))
    later = visit(2 * HOUR)
    assert later.counts.refused >= 3
    assert later.counts.stored + later.counts.duplicates == 1


def test_a_page_that_meets_a_fault_of_ours_is_tried_again_and_keeps_no_other_from_being_read(
    configuration: Path, store: Store, press: OddPress
) -> None:
    class Stumbling(Watcher):
        def match(self, document: Document, source: Source, url: str) -> tuple[Hit, ...]:
            if "junta" in url:
                raise ZeroDivisionError("never thought of")
            return super().match(document, source, url)

    report = visited(configuration, store, Stumbling(compiled(configuration).watches))
    assert (report.outcome, report.counts.stored, report.counts.failed) == ("partial", 3, 1)
    assert "never thought of" in str(report.reason)
    (waiting,) = store.read(lambda uow: uow._connection.execute(select(link).where(link.c.state == "new")).all())
    assert waiting.attempts == 1 and waiting.outcome == "fault" and waiting.next_at is not None


@pytest.mark.parametrize("length", [2000, 7000])
def test_an_address_that_is_long_beyond_measure_keeps_no_other_from_being_read(
    visit: Visit, store: Store, press: OddPress, length: int
) -> None:
    piece = replace(articles.visit_story(system_clock()), slug=token_urlsafe(length)[:length])
    press.publish(COURIER, piece.edited("minister", "president", system_clock()))
    report = visit()
    assert report.counts.stored == 5, report.reason
    assert visit(2 * HOUR).counts.discovered == 0


@pytest.mark.parametrize("outcome", [Outcome.DNS, Outcome.REFUSED])
def test_a_link_that_waits_outlives_a_night_without_network_or_leave(
    configuration: Path, store: Store, press: OddPress, outcome: Outcome
) -> None:
    path = path_of(COURIER, articles.visit_story(press._now))
    watcher = compiled(configuration)
    press.answers[path] = lambda: Response("busy", 500)
    assert visited(configuration, store, watcher).counts.stored == 3
    del press.answers[path]
    for hours in range(1, 11):
        visited(configuration, store, watcher, hours * HOUR, Nowhere(outcome))
    for hours in (20, 30):
        visited(configuration, store, watcher, hours * HOUR)
    assert len(store.read(lambda uow: uow.reading.documents())) == 4


def answering(status: int, **headers: str) -> Callable[[], Response]:
    return lambda: Response("not yet", status, headers)


@pytest.mark.parametrize("answer", [answering(404), answering(302), answering(302, Location="#top")])
def test_a_page_that_its_list_names_before_it_is_there_is_not_lost_and_one_that_never_comes_given_up(
    visit: Visit, store: Store, press: OddPress, answer: Callable[[], Response]
) -> None:
    early, never = [path_of(COURIER, piece) for piece in press._pieces[COURIER][:2]]
    press.answers |= {early: answer, never: answer}
    assert visit().counts.stored == 2
    del press.answers[early]
    assert visit(0.2 * HOUR).counts.stored == 1
    for hours in (1, 3, 9, 27, 81):
        visit(hours * HOUR)
    assert asked(press, never) == 4


def test_what_was_put_off_while_the_clock_was_a_year_ahead_waits_no_year(
    visit: Visit, store: Store, press: OddPress
) -> None:
    path, year = path_of(COURIER, articles.visit_story(press._now)), timedelta(days=365)
    press.answers[path] = lambda: Response("busy", 500)
    visit(year)
    del press.answers[path]
    press.edit(COURIER, "russia-myanmar-sign-port-memorandum", "names no price", "names a price")
    counts = visit().counts
    assert (counts.stored, counts.revised) == (1, 1)
    assert asked(press, "/robots.txt") == 2
    looks = [asked(press, each) for each in matched(store)]
    visit(0.1 * HOUR)
    assert [asked(press, each) for each in matched(store)] == looks, "it is not looked at at every visit"


def test_the_version_out_of_which_the_watched_words_were_taken_is_kept_as_evidence(
    visit: Visit, store: Store, press: OddPress
) -> None:
    visit()
    before = store.read(lambda uow: uow.figures.totals())["captures"]
    told, other = articles.visit_story(press._now), articles.unrelated(press._now)[0]
    press.withdraw(COURIER, told.slug)
    tamed = tuple(f"{line} So it is said." for line in other.paragraphs)
    press.publish(COURIER, replace(told, title="A timetable", paragraphs=tamed))
    assert visit(2 * HOUR).counts.revised == 1
    assert store.read(lambda uow: uow.figures.totals())["captures"] == before + 1


def test_what_a_source_that_is_a_forum_has_is_a_thread_though_nobody_knows_its_engine(
    visit: Visit, store: Store, press: OddPress, configuration: Path
) -> None:
    file, path = configuration / "sources" / "courier.toml", path_of(COURIER, articles.visit_story(press._now))
    file.write_text(file.read_text().replace('kind = "outlet"', 'kind = "forum"'))
    told = "".join(f"<p>{line}</p>" for line in articles.visit_story(press._now).paragraphs)
    press.answers[path] = lambda: Response(f"<h1>Have you read this?</h1><div>{told}</div>", media_type="text/html")
    visit()
    kinds = {each.document.url: each.document.kind.value for each in store.read(lambda uow: uow.reading.documents())}
    assert {kind for url, kind in kinds.items() if url and url.endswith(path)} == {"thread"}


@pytest.mark.parametrize("store", [OffTheLoop], indirect=True)
@pytest.mark.parametrize("kind", ["sitemap", "board"])
def test_what_is_looked_up_on_the_way_down_a_list_holds_nobody_up(
    visit: Visit, store: Store, press: OddPress, configuration: Path, kind: str
) -> None:
    file, path = configuration / "sources" / "courier.toml", path_of(COURIER, articles.visit_story(press._now))
    base = f"http://{COURIER.host}:{press.port}"
    file.write_text(file.read_text().replace('kind = "feed"', f'kind = "{kind}"').replace("/rss/news", "/list"))
    inner = f"<urlset><url><loc>{base}{path}</loc></url></urlset>"
    outer = f"<sitemapindex><sitemap><loc>{base}/map.xml</loc></sitemap></sitemapindex>"
    press.answers["/map.xml"] = lambda: Response(inner, media_type="application/xml")
    entry = f"<h2><a href={base}{path}>A chief lands in Moscow</a></h2>"
    board = f"<html><head><link rel=next href={base}/list/2></head><main>{entry}"
    press.answers["/list"] = lambda: (
        Response(outer, media_type="application/xml") if kind == "sitemap" else Response(board, media_type="text/html")
    )
    assert visit().counts.stored == 1
    board += f"<h2><a href={base}/2026/other-a2>Another story of the day</a></h2>"
    assert visit(HOUR).outcome in {"ok", "unchanged", "partial"}


def watch_page(configuration: Path, press: OddPress, path: str) -> None:
    """Has a page of the Courier watched."""
    file, url = configuration / "sources" / "courier.toml", f"http://{COURIER.host}:{press.port}{path}"
    file.write_text(f'{file.read_text()}\n[[discover]]\nkind = "page"\nurl = "{url}"\n')


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("case", ["in a list", "leading elsewhere", "known before"])
def test_a_watched_page_is_looked_at_again_and_again_whatever_else_leads_to_it(
    visit: Visit, store: Store, press: OddPress, configuration: Path, case: str
) -> None:
    piece = articles.unrelated(press._now)[0]
    path = path_of(COURIER, piece)
    if case == "known before":
        visit()
    if case == "leading elsewhere":
        page = press._pages[COURIER.host, path].body
        press.withdraw(COURIER, piece.slug)
        press.answers[path] = lambda: Response(page, media_type="text/html")
        press.answers["/live"] = lambda: RedirectResponse(path)
    watch_page(configuration, press, "/live" if case == "leading elsewhere" else path)
    before, found = asked(press, path), []
    for hours in (0.1, 6.2, 6.3, 12.3):
        visit(hours * HOUR)
        found.append(asked(press, path) - before - sum(found))
    assert found == [1, 1, 0, 1]
    titles = [each.document.title for each in store.read(lambda uow: uow.reading.documents())]
    assert titles.count(piece.title) == 1


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("host", "told"), [(COURIER.host, "no article"), (MARTABAN.host, "leads to another site")])
def test_a_link_that_leads_to_no_article_is_told_as_such_and_asked_for_once(
    visit: Visit, store: Store, press: OddPress, host: str, told: str
) -> None:
    path = path_of(COURIER, articles.visit_story(press._now))
    press.answers[path] = lambda: RedirectResponse(f"http://{host}:{press.port}/soon")
    press.answers["/soon"] = lambda: Response("<html><body><p>Soon here.</p></body></html>", media_type="text/html")
    report = visit()
    assert (report.outcome, report.counts.stored, report.counts.other, report.counts.failed) == ("ok", 3, 1, 0)
    assert len(report.read) == 4, "that it lacks everything is learned"
    (page,) = [page for page in report.pages if page.url.endswith(path)]
    assert page.outcome == "ok" and told in page.reason
    visit(24 * HOUR)
    assert asked(press, path) == 1
    ended = store.read(lambda uow: uow._connection.execute(select(link.c.state).where(link.c.url == page.url)).scalar())
    assert ended == "other"
