from config.catalogue import SHIPPED, load_catalogue
from model.urls import url_key
from nightdesk.watches.watching import compile_watches


def test_the_shipped_configuration_has_no_fault() -> None:
    catalogue = load_catalogue(SHIPPED, {})
    assert {"moscow-times", "irrawaddy", "irrawaddy-burmese", "asean-now"} <= catalogue.sources.keys()
    assert [watch.watch.id for watch in compile_watches(catalogue.watches).watches] == ["myanmar-russia"]


def test_the_print_form_and_a_new_slug_are_the_same_article() -> None:
    identity = load_catalogue(SHIPPED, {}).sources["moscow-times"].identity
    base = "themoscowtimes.com/2021/06/22/"
    assert url_key(f"https://www.{base}one-slug-a74294/pdf", identity) == url_key(
        f"http://{base}other-a74294", identity
    )


def test_a_topic_is_the_same_under_the_boards_old_name_and_on_every_page() -> None:
    identity = load_catalogue(SHIPPED, {}).sources["asean-now"].identity
    forms = (
        "https://aseannow.com/topic/12345-a-title/",
        "https://www.thaivisa.com/forum/topic/12345-an-older-title/",
        "https://aseannow.com/topic/12345-a-title/page/2/?do=findComment&comment=9",
    )
    assert len({url_key(form, identity) for form in forms}) == 1
