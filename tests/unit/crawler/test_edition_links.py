from crawler.discovery.links import source_links
from model.documents import Link
from model.urls import Identity

LINKS = (Link("https://press.example/burmese/a-story"), Link("https://press.example/korean/a-story"))


def test_an_edition_follows_only_links_under_its_paths() -> None:
    edition = Identity(("press.example",), paths=("/burmese/",))
    found = source_links(LINKS, "https://press.example/burmese/", edition)
    assert [link.url for link in found] == ["https://press.example/burmese/a-story"]


def test_a_source_without_paths_follows_every_link_to_its_hosts() -> None:
    found = source_links(LINKS, "https://press.example/burmese/", Identity(("press.example",)))
    assert len(found) == 2
