"""The pages in a real browser: readable, usable by keys and without script, in any zone and colour."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

#: The first of these may have to install the browser.
pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.timeout(600)]
_LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_STANDARD = {"runOnly": {"type": "tag", "values": _LEVELS}, "resultTypes": ["violations"]}
_IMAGES = Path(__file__).parents[3] / "docs" / "images"
_PHONE = {"viewport": {"width": 390, "height": 844}}


def faults_of(tab: Any) -> list[str]:
    """What axe says against a page."""
    found = Axe().run(tab.page, options=_STANDARD).response["violations"]
    return [f"{each['id']}: {each['help']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


def story_of(demo: Any, title: str) -> str:
    groups = demo.store.read(lambda uow: uow.reading.stories(None, 100))
    return next(group[0].story_uid for group in groups if title in (group[0].document.title or ""))


def test_every_page_opens_without_complaint_and_is_accessible(demo: Any, tab: Any, paths: Any) -> None:
    opened = tab()
    seen = {re.sub(r"[0-9a-f-]{36}|(?<=/sources/).*|\?one.*", "…", path): path for path in paths(demo)}
    seen |= {"edited": f"/stories/{story_of(demo, 'Junta Chief Lands')}"}
    for path in seen.values():
        assert opened.open(path) == (404 if path == "/nothing-here" else 200), path
        assert faults_of(opened) == [], path
    assert [said for said in opened.said if "404" not in said] == [] and opened.elsewhere == []


@pytest.mark.parametrize("options", [{"color_scheme": "dark"}, _PHONE])
def test_at_night_and_on_a_phone_pages_are_as_accessible_and_fit(demo: Any, tab: Any, options: dict[str, Any]) -> None:
    opened = tab(**options)
    for path in (
        "/",
        f"/stories/{story_of(demo, 'Junta Chief Lands')}",
        "/sources",
        "/coverage",
        "/watches/myanmar-russia",
    ):
        opened.open(path)
        assert faults_of(opened) == [], path
        wide = opened.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is {wide} pixels too wide"


def test_the_list_is_worked_through_by_keys(demo: Any, tab: Any) -> None:
    opened = tab()
    opened.open("/?watch=myanmar-russia")
    page = opened.page
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator(".story.is-current")).to_have_count(1)
    first = page.locator(".story h3 a").first.inner_text()
    assert page.evaluate("document.activeElement.innerText") == first
    page.keyboard.press("f")
    page.locator(".story.is-flagged").wait_for()
    assert page.evaluate("document.activeElement.innerText") == first
    page.get_by_role("button", name="Take the flag away").focus()
    page.keyboard.press("Enter")
    page.locator(".story.is-flagged").wait_for(state="detached")
    page.locator("button[name=flag]:focus").wait_for()
    page.keyboard.press("f")
    page.keyboard.press("m")
    page.locator(".story.is-read.is-flagged").wait_for()
    page.keyboard.press("?")
    page.locator("dialog.help").wait_for()
    assert "the next story" in page.locator("dialog.help").inner_text()
    page.keyboard.press("Escape")
    page.locator("dialog.help").wait_for(state="hidden")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("j")
    assert page.locator("#q").input_value() == "j"
    page.locator(".story h3 a").first.focus()
    page.keyboard.press("o")
    page.wait_for_url("**/stories/*")
    page.keyboard.press("m")
    page.locator(".titles:not(.is-read)").wait_for()
    page.wait_for_load_state()  # a key is heard once the page, sent anew, has its script
    page.keyboard.press("f")
    page.locator(".titles:not(.is-flagged)").wait_for()
    expect(page.locator(".masthead")).to_have_count(1)
    expect(page.locator("h1")).to_have_count(1)
    assert opened.said == []


def test_a_story_that_was_marked_hears_the_next_key_from_the_moment_it_is_there(demo: Any, tab: Any) -> None:
    opened = tab()
    opened.open("/?watch=myanmar-russia")
    page = opened.page
    page.evaluate("""() => {
        const heard = window.heard = [];
        new MutationObserver(() => heard.push(document.querySelector(".story .marks").matches("[data-htmx-powered]")))
            .observe(document.querySelector(".story").parentNode, { childList: true });
    }""")
    for flagged in (1, 0):
        page.locator(".story [name=flag]").first.click()
        expect(page.locator(".story.is-flagged")).to_have_count(flagged)
    assert set(page.evaluate("window.heard")) == {True}  # a button nobody hears loads the whole page anew
    assert opened.said == []


def test_everything_works_without_a_script(demo: Any, tab: Any) -> None:
    opened = tab(java_script_enabled=False)
    page = opened.page
    opened.open("/")
    assert page.locator(".zone").inner_text() == "Times are UTC."
    page.select_option("#f-watch", "myanmar-russia")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(re.compile("watch=myanmar-russia"))  # what a click leads to is waited for
    expect(page.locator(".story")).to_have_count(4)
    page.get_by_role("button", name="Flag", exact=True).first.click()
    expect(page.locator(".story.is-flagged")).to_have_count(1)
    expect(page).to_have_url(re.compile("watch=myanmar-russia"))
    page.get_by_role("button", name="Take the flag away").first.click()
    expect(page.locator(".story.is-flagged")).to_have_count(0)
    page.fill("#q", "Rosatom AND lang:en")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".story")).to_have_count(1)
    page.get_by_role("link", name="Save this search").click()
    page.fill("#title", "Rosatom, in English")
    page.get_by_role("button", name="Save").click()
    feed = page.get_by_role("link", name="atom", exact=True).first.get_attribute("href") or ""
    assert b"<entry" in page.request.get(demo.address + feed).body()
    page.get_by_role("link", name="Rosatom, in English").click()
    page.locator(".story h3 a").click()
    page.fill("#note", "Ask who was on the plane.\nTwice.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator(".notes")).to_contain_text("Ask who was on the plane.")
    page.fill("#label", "energy")
    page.get_by_role("button", name="Add the label").click()
    expect(page.get_by_role("link", name="energy")).to_be_visible()
    page.get_by_role("button", name="remove").click()
    expect(page.locator(".notes li")).to_have_count(0)
    page.get_by_role("button", name="Take the label energy away").click()
    expect(page.locator(".tag.label")).to_have_count(0)


def test_times_are_the_readers_with_utc_behind_them(demo: Any, tab: Any) -> None:
    opened = tab(timezone_id="Asia/Yangon")
    opened.open("/alerts")
    shown = opened.page.locator("time[data-form=full]").first
    at = datetime.fromisoformat(shown.get_attribute("datetime") or "")
    expect(shown).to_contain_text("GMT+6:30")
    minutes = (at.astimezone(UTC).hour * 60 + at.minute + 390) % 1440
    assert f"{minutes // 60:02}:{minutes % 60:02}" in shown.inner_text()
    assert f"{at:%Y-%m-%d %H:%M}" in (shown.get_attribute("title") or "") and "UTC" in (
        shown.get_attribute("title") or ""
    )
    assert "Asia/" in opened.page.locator(".foot").inner_text()


def test_a_story_that_is_told_while_somebody_reads_is_announced(tmp_path: Path, tab: Any, fill: Any) -> None:
    with fill(tmp_path, 3) as desk:
        opened = tab(desk)
        opened.open("/")
        expect(opened.page.locator(".story")).to_have_count(3)
        desk.publish(4)
        opened.page.get_by_role("link", name="1 new story: show").click()
        expect(opened.page.locator(".story")).to_have_count(4)
        assert opened.said == []


def test_the_diff_of_the_edited_article_shows_both_figures(demo: Any, tab: Any) -> None:
    opened = tab()
    opened.open(f"/stories/{story_of(demo, 'Junta Chief Lands')}")
    changes = opened.page.locator("#changes")
    assert (changes.locator("del").inner_text(), changes.locator("ins").inner_text()) == ("40", "46")
    opened.open(f"/stories/{story_of(demo, 'memorandum on Dawei port')}")
    assert "takes it down" in opened.page.locator("#chronicle").inner_text()
    opened.page.get_by_role("link", name="beside the first").first.click()
    expect(opened.page.locator("table.sides")).to_be_visible()


def test_a_headline_without_end_leaves_room_for_the_other_stories(tmp_path: Path, fill: Any, tab: Any) -> None:
    with fill(tmp_path, 0) as desk:
        desk.publish(1, title="x" * 2000)
        desk.publish(2, title="Two words")
        opened = tab(desk, viewport={"width": 390, "height": 844})
        opened.open("/")
        heights = opened.page.evaluate("[...document.querySelectorAll('.story h3')].map(e => e.offsetHeight)")
        assert max(heights) < 200 and min(heights) < 60
        opened.page.locator(".story h3 a").last.click()
        assert len(opened.page.locator("h1").inner_text()) == 2000, "the story's own page has all of it"


def test_the_pictures_of_the_docs_are_of_these_pages(demo: Any, tab: Any, tmp_path: Path) -> None:
    """`make images` keeps what is only made and measured here."""
    folder = _IMAGES if os.environ.get("DOCS_IMAGES") else tmp_path
    edited = f"/stories/{story_of(demo, 'Junta Chief Lands')}"
    for name, path, options in (
        ("stories", "/?watch=myanmar-russia", {}),
        ("story", edited, {}),
        ("sources", "/sources", {"color_scheme": "dark"}),
    ):
        opened = tab(viewport={"width": 1180, "height": 760}, **options)
        opened.open(path)
        folder.mkdir(parents=True, exist_ok=True)
        opened.page.screenshot(path=folder / f"{name}.png")
        assert 20_000 < (folder / f"{name}.png").stat().st_size < 300_000, name


def test_on_a_phone_figures_say_what_they_count_charts_can_be_read_and_every_page_is_in_the_menu(
    demo: Any, tab: Any, paths: Any
) -> None:
    opened = tab(viewport={"width": 360, "height": 740})
    page = opened.page
    opened.open("/sources/courier")
    label = "getComputedStyle(document.querySelector('td.num'), '::before').content"
    assert "links" in page.evaluate(label)
    letters = "[...document.querySelectorAll('.scroll > svg text')].map(e => e.getBoundingClientRect().height)"
    for path in ("/sources/courier", "/coverage", "/watches/myanmar-russia"):
        opened.open(path)
        assert min(page.evaluate(letters)) >= 9, path
        assert faults_of(opened) == [], path
        in_sight = page.evaluate("document.querySelector('.scroll > svg').getBoundingClientRect().right")
        assert in_sight <= 360, f"{path}: what is latest is out of sight"
        tops = page.evaluate("[...document.querySelectorAll('.masthead nav a')].map(e => e.offsetTop)")
        assert len(set(tops)) == 1, path
    opened.open(next(path for path in paths(demo) if "/sides?" in path))
    expect(page.locator(".sides th").last).to_be_visible()  # whose text is whose


def test_on_paper_without_colours_what_was_met_and_what_was_changed_can_be_told(demo: Any, tab: Any) -> None:
    opened = tab()
    opened.open(f"/stories/{story_of(demo, 'Junta Chief Lands')}")
    opened.page.emulate_media(media="print")
    for sort, line in {"mark": "underline", "ins": "underline", "del": "line-through"}.items():
        drawn = f"getComputedStyle(document.querySelector('main {sort}')).textDecorationLine"
        assert opened.page.evaluate(drawn) == line, sort
