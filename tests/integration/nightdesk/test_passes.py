import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import update

from config.catalogue import load_catalogue
from db.repositories.nodes import ENDED, Node
from db.store import Store
from db.tables import pulse, source
from db.unit import UnitOfWork
from db.upsert import put
from model.browsing import SavedSearch
from model.clock import system_clock
from model.stories import StoredDocument
from nightdesk.bookkeeping.leases import free_orphans, process_name
from nightdesk.bookkeeping.reports import PassReport, VisitReport
from nightdesk.bootstrap import open_desk
from nightdesk.daemon.presence import is_there
from nightdesk.demo import articles
from nightdesk.demo.outlets import COURIER, MARTABAN, OUTLETS
from nightdesk.demo.press import WATCH, Press
from nightdesk.evidence import faults_of
from nightdesk.visits.passing import crawl
from nightdesk.visits.rechecking import doubted
from nightdesk.visits.visiting import Options
from nightdesk.watches.watching import compile_watches

T = TypeVar("T")
Crawl = Callable[..., PassReport]
PLAIN = Options()


@pytest.fixture
def crawl_press(configuration: Path, store: Store) -> Crawl:
    def once(options: Options = PLAIN, due: bool = False) -> PassReport:
        async def job() -> PassReport:
            catalogue = load_catalogue(configuration, {})
            async with open_desk(catalogue, compile_watches(catalogue.watches), store) as desk:
                return await crawl(desk, list(catalogue.sources.values()), options, due=due, tell=lambda _: None)

        return asyncio.run(job())

    return once


class TriedTwice(Store):
    """A store that undoes each job and does it again, as where two processes stood in each other's way."""

    def submit(self, job: Callable[[UnitOfWork], T], *, wait: bool = True) -> Future[T]:
        def again(uow: UnitOfWork) -> T:
            undone = uow._connection.begin_nested()
            job(uow)
            undone.rollback()
            return job(uow)

        return super().submit(again, wait=wait)


def by_id(report: PassReport) -> dict[str, VisitReport]:
    return {visit.source_id: visit for visit in report.visits}


def stored(store: Store) -> dict[str, list[StoredDocument]]:
    found: dict[str, list[StoredDocument]] = {}
    for each in store.read(lambda uow: uow.reading.documents()):
        found.setdefault(each.source_id, []).append(each)
    return found


def test_one_pass_goes_the_whole_way_from_lists_to_alerts(crawl_press: Crawl, store: Store) -> None:
    report = crawl_press()
    documents = stored(store)
    assert {source: len(each) for source, each in documents.items()} == {
        "northwire": 1, "courier": 4, "martaban": 2, "salween": 1, "andaman": 2, "nevsky": 1, "siam-board": 4,
    }  # fmt: skip
    matched = {each.document.title for group in documents.values() for each in group if WATCH in each.watches}
    assert "မင်းအောင်လှိုင် မော်စကိုသို့ ရောက်ရှိ" in matched
    assert "Мин Аун Хлайн прилетел в Москву обсуждать топливо и атомную станцию" in matched
    assert "Teenager From Moscow, Idaho, Wins State Chess Title" not in matched
    assert report.totals["stored"] == 15
    assert report.totals["matched"] == len(matched) + 6, "the forum's four carry titles of others, two the agency's"


def test_equal_texts_of_several_outlets_are_documents_of_one_story_told_once(crawl_press: Crawl, store: Store) -> None:
    crawl_press()
    groups = store.read(lambda uow: uow.reading.stories(WATCH, 99))
    together = [{each.source_id for each in group} for group in groups]
    assert {"courier", "siam-board"} in together
    assert {"northwire", "courier", "andaman", "martaban", "siam-board"} in together
    assert len(store.read(lambda uow: uow.alerts.newest(WATCH, 99))) == len(groups)


def test_a_forum_post_is_a_repost_that_names_or_links_its_origin(crawl_press: Crawl, store: Store) -> None:
    crawl_press()
    posts = sorted(stored(store)["siam-board"], key=lambda each: str(each.document.url))
    assert {post.membership.relation for post in posts} == {"repost"}
    names = [{credit.name for credit in post.document.credits} for post in posts]
    assert "The Moscow Courier" in names[0] and "Andaman Daily" in names[1]
    assert "salween.press.localhost" in names[2] and "nevsky.press.localhost" in names[3]
    assert len(posts[0].document.posts) == 2
    assert "sleet" in posts[0].document.text and "jpg" not in posts[0].document.text


def test_a_refusal_and_a_broken_feed_are_told_and_stop_nobody_else(crawl_press: Crawl) -> None:
    visits = by_id(crawl_press())
    assert visits["fortress"].outcome == "refused" and "403" in str(visits["fortress"].reason)
    assert visits["cracked"].outcome == "failed" and "feed" in str(visits["cracked"].reason)
    assert visits["courier"].outcome == "ok"


def test_a_second_pass_stores_nothing_and_receives_next_to_nothing(
    crawl_press: Crawl, store: Store, press: Press
) -> None:
    first = crawl_press()
    before, asked = stored(store), len(press.requests)
    second = crawl_press(Options(revisit=True))
    assert stored(store).keys() == before.keys()
    assert second.totals["stored"] == second.totals["revised"] == second.totals["alerts"] == 0
    assert sum(size for *_, size in press.requests[asked:]) < 0.02 * sum(size for *_, size in press.requests[:asked])
    assert second.totals["bytes"] < 0.05 * first.totals["bytes"]
    assert not [path for _, path, _, _ in press.requests[asked:] if path == "/robots.txt"]


def test_a_visit_tells_of_a_first_list_that_failed_whether_or_not_the_second_has_anything_new(
    crawl_press: Crawl, configuration: Path
) -> None:
    told = configuration / "sources" / "courier.toml"
    steps = told.read_text()
    home = load_catalogue(configuration, {}).sources["courier"].home
    lost = f'[[discover]]\nkind = "feed"\nurl = "{home}no-such-feed.xml"\n\n'
    told.write_text(steps.replace("[[discover]]", f"{lost}[[discover]]", 1))
    first, again = (by_id(crawl_press())["courier"] for _ in range(2))
    assert first.outcome == "ok" and str(first.reason).startswith("feed: gone: ") and "404" in str(first.reason)
    assert again.outcome == "unchanged" and again.reason == f"nothing new; {first.reason}"


def test_a_source_goes_on_under_another_id_with_its_links_documents_and_history(
    crawl_press: Crawl, configuration: Path, store: Store
) -> None:
    first = crawl_press(Options(limit=1))
    before = store.read(lambda uow: uow.frontier.waiting("courier"))
    assert before and by_id(first)["courier"].counts.stored == 1
    told = configuration / "sources" / "courier.toml"
    words = told.read_text().replace('"courier"', '"messenger"', 1)
    told.rename(told.with_stem("messenger")).write_text(words)
    visit = by_id(crawl_press())["messenger"]
    assert visit.counts.stored == before and store.read(lambda uow: uow.frontier.waiting("courier")) == 0
    outlets = {each.source_id for each in store.read(lambda uow: uow.reading.documents())}
    assert "messenger" in outlets and "courier" not in outlets
    states = store.read(lambda uow: uow.schedule.states())
    assert "courier" not in states and states["messenger"].visited_at
    history = store.read(lambda uow: {each for each, _ in uow.visits.starts()})
    assert "messenger" in history and "courier" not in history
    assert store.faults() == [] == store.read(lambda uow: list(faults_of(uow)))


def test_a_search_and_a_trouble_of_a_source_go_on_under_its_other_id(
    crawl_press: Crawl, configuration: Path, store: Store
) -> None:
    crawl_press()
    now = system_clock()
    wishes = {"courier": {"q": "cranes", "source": "courier"}, "another": {"source": "martaban"}}
    kept = [SavedSearch(slug, "mya", slug, wish, now) for slug, wish in wishes.items()]
    store.write_now(lambda uow: [uow.marks.save(each) for each in kept])
    store.write_now(lambda uow: uow.troubles.begin("source:courier", "The source courier is silent.", now))
    told = configuration / "sources" / "courier.toml"
    words = told.read_text().replace('"courier"', '"messenger"', 1)
    told.rename(told.with_stem("messenger")).write_text(words)
    crawl_press()
    found = store.read(lambda uow: {each.slug: each.wish for each in uow.marks.searches("mya")})
    assert found == wishes | {"courier": {"q": "cranes", "source": "messenger"}}
    assert [each.subject for each in store.read(lambda uow: uow.troubles.all())] == ["source:messenger"]


def test_a_source_that_was_there_without_being_visited_goes_on_with_what_another_found(
    crawl_press: Crawl, configuration: Path, store: Store
) -> None:
    crawl_press()
    today = system_clock().date()
    named: dict[str, str | None] = {"courier": None, "messenger": "tried later"}
    store.write_now(lambda uow: uow.days.call(today, named))
    told = configuration / "sources" / "courier.toml"
    words = told.read_text().replace('"courier"', '"messenger"', 1)
    told.rename(told.with_stem("messenger")).write_text(words)
    assert by_id(crawl_press())["messenger"].outcome in {"ok", "unchanged"}
    receipts = store.read(lambda uow: {each.source_id: each for each in uow.days.receipts(today)})
    assert receipts["messenger"].visits == 2 and "courier" not in receipts


def test_a_source_that_is_gone_leaves_nothing_to_one_that_came_at_another_host(
    crawl_press: Crawl, configuration: Path, store: Store
) -> None:
    crawl_press()
    told = configuration / "sources" / "courier.toml"
    host = load_catalogue(configuration, {}).sources["courier"].hosts[0]
    words = told.read_text().replace('"courier"', '"newcomer"', 1).replace(host, "127.0.9.1")
    told.rename(told.with_stem("newcomer")).write_text(words)
    crawl_press()
    assert "courier" in {each.source_id for each in store.read(lambda uow: uow.reading.documents())}


def test_an_edited_article_is_a_revision_and_no_new_alert(crawl_press: Crawl, store: Store, press: Press) -> None:
    crawl_press()
    press.edit(COURIER, "junta-chief-lands-in-moscow", "40 people", "46 people")
    report = crawl_press(Options(revisit=True))
    assert (report.totals["revised"], report.totals["stored"], report.totals["alerts"]) == (1, 0, 0)
    (edited,) = [each for each in stored(store)["courier"] if each.version == 2]
    assert "46 people" in edited.document.text


@pytest.mark.parametrize("store", [TriedTwice], indirect=True)
def test_a_page_is_counted_once_although_its_end_is_written_down_at_the_second_try(
    crawl_press: Crawl, store: Store, press: Press
) -> None:
    crawl_press()
    press.withdraw(COURIER, "junta-chief-lands-in-moscow")
    crawl_press(Options(revisit=True))
    report = crawl_press(Options(revisit=True))
    assert report.totals["gone"] == 1
    for visit in report.visits:
        told = [page.name for page in visit.pages]
        assert len(told) == len(set(told)), visit.source_id
        assert visit.counts.not_modified <= len(told) + len(visit.steps)


def test_an_article_is_found_when_it_is_added(crawl_press: Crawl, store: Store, press: Press) -> None:
    crawl_press()
    now = system_clock()
    press.publish(MARTABAN, replace(articles.visit_story(now), slug="new", title="Putin receives Min Aung Hlaing"))
    report = crawl_press()
    assert by_id(report)["martaban"].counts.stored == 1


def test_the_same_article_under_another_slug_stays_one_document(crawl_press: Crawl, store: Store, press: Press) -> None:
    crawl_press()
    press.publish(COURIER, replace(articles.visit_story(system_clock() - timedelta(hours=1)), slug="again"))
    report = crawl_press()
    assert by_id(report)["courier"].counts.duplicates == 1
    assert len(stored(store)["courier"]) == 4


def test_a_source_that_is_not_due_is_left_alone(crawl_press: Crawl, configuration: Path) -> None:
    for file in (configuration / "sources").glob("*.toml"):
        file.write_text(file.read_text().replace('every = "2s"', 'every = "1h"'))
    assert len(crawl_press(due=True).visits) == len(OUTLETS)
    assert crawl_press(due=True).visits == ()


def test_captures_of_matches_are_kept_and_of_others_not(crawl_press: Crawl, store: Store) -> None:
    report = crawl_press()
    assert store.read(lambda uow: uow.figures.totals())["captures"] == report.totals["matched"]
    body = store.read(lambda uow: uow.captures.get(1)).body
    assert b"<html" in body


def test_every_document_says_who_wrote_it_and_when_each_thing_happened(crawl_press: Crawl, store: Store) -> None:
    crawl_press()
    for each in (each for group in stored(store).values() for each in group):
        assert each.document.published_at is not None, each.document.title
        assert len(each.document.authors) == 1, each.document.authors
        assert each.document.published_at.at < each.first_seen_at


def test_a_source_that_another_process_visits_is_left_to_it(crawl_press: Crawl, store: Store) -> None:
    def lease(uow: UnitOfWork) -> None:
        now = system_clock()
        uow.schedule.add(["courier"])
        uow.schedule.claim(["courier"], now, until=now + timedelta(hours=1), by="elsewhere:1:x", limit=1)

    store.write_now(lease)
    report = crawl_press()
    assert report.busy == ("courier",) and "courier" not in by_id(report)


def test_the_lease_of_a_killed_process_of_this_machine_is_taken_over(crawl_press: Crawl, store: Store) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()

    def lease(uow: UnitOfWork) -> None:
        now, name = system_clock(), f"{socket.gethostname()[:40]}:{gone.pid}:0"
        uow.schedule.add(["courier"])
        uow.schedule.claim(["courier"], now, until=now + timedelta(hours=1), by=name, limit=1)

    store.write_now(lease)
    assert by_id(crawl_press())["courier"].outcome == "ok"


def test_a_killed_process_of_this_machine_is_known_to_have_ended_as_is_whoever_had_our_number(store: Store) -> None:
    gone, now, own = subprocess.Popen([sys.executable, "-c", ""]), system_clock(), process_name()
    gone.wait()
    here = socket.gethostname()[:40]
    names = [f"{here}:{gone.pid}:0", f"{here}:{os.getpid()}:0", f"{here}:{os.getppid()}:0", f"elsewhere:{gone.pid}:0"]
    nodes = [Node(name, "daemon", "1", now, now) for name in [*names, own]]

    def free(uow: UnitOfWork) -> None:
        for each in nodes:
            uow.nodes.here(each)
        free_orphans(uow, own)

    assert [is_there(each, now) for each in nodes] == [False, True, True, True, True]
    store.write_now(free)
    kinds = {each.name: each.kind for each in store.read(lambda uow: uow.nodes.all())}
    assert [kinds[each.name] for each in nodes] == [ENDED, ENDED, "daemon", "daemon", "daemon"]


def test_a_process_of_another_machine_is_there_until_it_takes_its_leave_or_is_not_heard_of_for_minutes() -> None:
    now = system_clock()
    heard = [now, now - timedelta(seconds=110), now - timedelta(minutes=3)]
    assert [is_there(Node("elsewhere:1:0", "daemon", "1", now, at), now) for at in heard] == [True, True, False]
    assert not is_there(Node("elsewhere:1:0", ENDED, "1", now, now), now)


def test_what_is_found_by_walking_back_is_told_apart_from_news(crawl_press: Crawl, store: Store) -> None:
    report = crawl_press(Options(since=system_clock() - timedelta(hours=6)))
    assert by_id(report)["courier"].counts.stored == 2, "the ferry and the chess title are older"
    assert store.read(lambda uow: uow.alerts.newest(WATCH, 99)) == []
    assert len(store.read(lambda uow: uow.alerts.newest(WATCH, 99, "late"))) >= 4


def test_after_a_gap_lists_are_paged_back_only_where_there_is_known_ground(
    crawl_press: Crawl, store: Store, press: Press
) -> None:
    crawl_press()
    asked = len(press.requests)
    crawl_press()
    assert all("page" not in path for _, path, _, _ in press.requests[asked:])


def with_listing(configuration: Path, press: Press, kind: str, path: str) -> None:
    """A second list for the Martaban Review."""
    file = configuration / "sources" / "martaban.toml"
    second = f'[[discover]]\nkind = "{kind}"\nurl = "http://martaban.press.localhost:{press.port}{path}"\n[schedule]'
    file.write_text(file.read_text().replace("[schedule]", second))


def print_behind_its_feed(press: Press, count: int) -> None:
    """Articles that the Martaban Review prints while its feed stands still."""
    frozen = press._pages[MARTABAN.host, MARTABAN.path]
    for number in range(count):
        story = replace(articles.visit_story(system_clock()), slug=f"crane-{number}", published_at=system_clock())
        press.publish(MARTABAN, replace(story, title=f"The harbour gets crane number {number}"))
    press._pages[MARTABAN.host, "/second.xml"] = press._pages[MARTABAN.host, MARTABAN.path]
    press._pages[MARTABAN.host, MARTABAN.path] = frozen


def quiet_for(uow: UnitOfWork, days: int, *, known: bool) -> None:
    """As if the Review had had nothing new for so long; where its rhythm is known, for longer than ever."""
    new_at = system_clock() - timedelta(days=days)
    uow._connection.execute(update(source).where(source.c.id == "martaban").values(new_at=new_at))
    spells = {f"2026-01-{day:02}": 3600 for day in range(1, 20)} if known else {}
    values = {"spells": spells, "fields": [], "stale": None, "recheck": False}
    put(uow._connection, pulse, {"source_id": "martaban", **values}, ["source_id"])


def doubts(crawl_press: Crawl, store: Store, configuration: Path) -> VisitReport:
    """The next visit once it was looked for sources whose lists are doubted."""
    catalogue = load_catalogue(configuration, {})
    found = store.read(lambda uow: doubted(catalogue.sources.values(), uow.pulses.facts(), system_clock()))
    store.write_now(lambda uow: uow.pulses.ask_recheck(found))
    return by_id(crawl_press())["martaban"]


def test_a_feed_that_stands_still_while_the_front_page_goes_on_is_found_out_of_a_source_that_is_silent(
    crawl_press: Crawl, store: Store, press: Press, configuration: Path
) -> None:
    with_listing(configuration, press, "listing", "/")
    crawl_press()
    print_behind_its_feed(press, 3)
    assert doubts(crawl_press, store, configuration).stale is None, "it was never silent"
    store.write_now(lambda uow: quiet_for(uow, 3, known=False))
    assert doubts(crawl_press, store, configuration).stale is None, "what has no date proves nothing of a quiet source"
    store.write_now(lambda uow: quiet_for(uow, 3, known=True))
    found = doubts(crawl_press, store, configuration)
    assert found.stale and "feed" in found.stale and "3 new" in found.stale
    assert found.counts.fetched >= 3, "what the front page has is not lost"
    assert store.read(lambda uow: uow.pulses.facts())["martaban"].stale == found.stale


def test_a_feed_that_stands_still_is_found_out_after_a_day_where_another_list_has_newer_dates(
    crawl_press: Crawl, store: Store, press: Press, configuration: Path
) -> None:
    with_listing(configuration, press, "feed", "/second.xml")
    crawl_press()
    print_behind_its_feed(press, 2)
    store.write_now(lambda uow: quiet_for(uow, 2, known=False))
    found = doubts(crawl_press, store, configuration)
    assert found.stale and "2 new" in found.stale, "nothing needs to be known of its rhythm"
