from pathlib import Path

import pytest

from config.catalogue import load_catalogue
from model.errors import ConfigError

SOURCE = """
id = "gazette"
name = "The Gazette"
kind = "outlet"
home = "https://gazette.example/"
hosts = ["gazette.example"]
[[discover]]
kind = "feed"
url = "https://gazette.example/feed"
"""
WATCH = 'id = "harbour"\ntitle = "The harbour"\nquery = "harbour"\n'


def folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        file = tmp_path / name.replace("__", "/").replace("_toml", ".toml")
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def faults(tmp_path: Path, environment: dict[str, str] | None = None, **files: str) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        load_catalogue(folder(tmp_path, **files), environment or {})
    return [str(fault) for fault in raised.value.faults]


def test_a_small_configuration_loads_with_its_defaults(tmp_path: Path) -> None:
    catalogue = load_catalogue(folder(tmp_path, sources__gazette_toml=SOURCE, watches__harbour_toml=WATCH), {})
    assert catalogue.sources["gazette"].schedule.every.total_seconds() == 1800
    assert catalogue.watches["harbour"].shape.channels == ("feed",)
    assert catalogue.settings.fetch.concurrency == 16


@pytest.mark.parametrize("span", ["99999d", "9" * 400 + "s"])
def test_a_duration_that_leads_out_of_the_calendar_is_a_fault(tmp_path: Path, span: str) -> None:
    settings = f'[store]\nkeep_unmatched = "{span}"\n[fetch]\nmax_html = "{"9" * 400}MB"\n'
    told = faults(tmp_path, sources__gazette_toml=SOURCE, nightdesk_toml=settings)
    assert [fault.partition(": ")[2].partition(":")[0] for fault in told] == ["fetch.max_html", "store.keep_unmatched"]
    assert 'a hundred years ("36500d") at most' in told[1] and '"1000000GB" at most' in told[0]


def test_a_byte_order_mark_is_passed_over_and_hidden_files_are_no_sources(tmp_path: Path) -> None:
    read = folder(tmp_path, sources__gazette_toml="\ufeff" + SOURCE.replace("\n", "\r\n"), nightdesk_toml="\ufeff")
    (read / "sources" / "._gazette.toml").write_bytes(b"\x00\x05\x16\x07")
    (read / "sources" / ".#gazette.toml").symlink_to("desk@machine.4711")
    assert list(load_catalogue(read, {}).sources) == ["gazette"]


def test_every_fault_of_every_file_is_told_at_once_with_file_and_key(tmp_path: Path) -> None:
    broken = SOURCE.replace('kind = "outlet"', 'kind = "paper"').replace('kind = "feed"', 'kind = "feed"\nurll = "x"')
    told = faults(
        tmp_path,
        sources__gazette_toml=broken,
        watches__harbour_toml="id = 'harbour'\ntitle = 'x'\nquery = 'a'\ncolour = 1\n",
        nightdesk_toml='[fetch]\nper_host_gap = "soon"\nconcurency = 3\n',
    )
    assert any(f.startswith("sources/gazette.toml: kind: 'paper'") and "state-media" in f for f in told)
    assert "sources/gazette.toml: discover[0].urll: unknown key (did you mean url?)" in told
    assert any(f.startswith("watches/harbour.toml: colour: unknown key") for f in told)
    assert any(f.startswith("nightdesk.toml: fetch.per_host_gap: 'soon'") and '"15m"' in f for f in told)
    assert "nightdesk.toml: fetch.concurency: unknown key (did you mean concurrency?)" in told


def test_a_list_with_a_broken_entry_is_not_called_empty_and_an_empty_one_is_in_plain_words(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        sources__gazette_toml=SOURCE.replace('kind = "feed"', 'kind = "feeds"').replace('["gazette.example"]', "[]"),
    )
    assert "sources/gazette.toml: hosts: is empty (give it at least one entry)" in told
    assert [each.split(":")[1] for each in told] == [" hosts", " discover[0].kind"]


@pytest.mark.parametrize(
    ("settings", "fault"),
    [('[channels.desk]\nkind = "webhook"\n', "channels.desk: "), ("[channels.desk\n", "is not TOML")],
)
def test_a_channel_with_a_fault_is_not_unknown_to_the_watches_that_name_it(
    tmp_path: Path, settings: str, fault: str
) -> None:
    (told,) = faults(tmp_path, nightdesk_toml=settings, watches__harbour_toml=WATCH + 'channels = ["desk"]\n')
    assert told.startswith(f"nightdesk.toml: {fault}")


def test_an_unknown_section_of_the_environment_is_told_by_its_variable(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, {"NIGHTDESK_FETHC__CONCURRENCY": "3"}, sources__gazette_toml=SOURCE)
    assert told == "NIGHTDESK_FETHC__CONCURRENCY: fethc: unknown key (did you mean fetch?)"


def test_a_file_that_is_no_toml_does_not_hide_the_faults_of_others(tmp_path: Path) -> None:
    told = faults(tmp_path, sources__gazette_toml="id = gazette", watches__harbour_toml="id = 'harbour'\n")
    assert any("sources/gazette.toml: is not TOML" in f for f in told)
    assert any(f.startswith("watches/harbour.toml: query: is missing") for f in told)


def test_a_source_is_named_as_its_file(tmp_path: Path) -> None:
    assert any("asks for 'other'" in f for f in faults(tmp_path, sources__other_toml=SOURCE))


def test_one_host_belongs_to_one_source(tmp_path: Path) -> None:
    twin = SOURCE.replace('id = "gazette"', 'id = "twin"')
    told = faults(tmp_path, sources__gazette_toml=SOURCE, sources__twin_toml=twin)
    assert told == [
        (
            "sources/twin.toml: hosts: gazette.example is named in sources/gazette.toml too"
            " (a host, or a path of it, belongs to one source)"
        )
    ]


def test_editions_share_a_host_where_each_names_its_paths(tmp_path: Path) -> None:
    english = SOURCE.replace("[[discover]]", 'paths = ["/en/"]\n[[discover]]')
    thai = english.replace('id = "gazette"', 'id = "thai"').replace("/en/", "/th/")
    catalogue = load_catalogue(folder(tmp_path, sources__gazette_toml=english, sources__thai_toml=thai), {})
    addresses = ("https://gazette.example/th/a", "https://gazette.example/en/a", "https://gazette.example/de/a")
    found = [catalogue.source_of(address) for address in addresses]
    assert [source.id if source else None for source in found] == ["thai", "gazette", None]


def test_two_editions_cannot_name_the_same_path(tmp_path: Path) -> None:
    english = SOURCE.replace("[[discover]]", 'paths = ["/en/"]\n[[discover]]')
    twin = english.replace('id = "gazette"', 'id = "twin"')
    told = faults(tmp_path, sources__gazette_toml=english, sources__twin_toml=twin)
    assert [fault.split(" is named")[0] for fault in told] == ["sources/twin.toml: paths: gazette.example/en/"]


def test_a_disabled_source_says_why(tmp_path: Path) -> None:
    assert any("says why" in f for f in faults(tmp_path, sources__gazette_toml="enabled = false\n" + SOURCE))


def test_the_environment_lies_over_the_file(tmp_path: Path) -> None:
    here = folder(tmp_path, nightdesk_toml='[fetch]\nconcurrency = 2\n[store]\ncaptures = "none"\n')
    settings = load_catalogue(
        here, {"NIGHTDESK_FETCH__CONCURRENCY": "8", "NIGHTDESK_FETCH__ALLOW_ADDRESSES": '["127.0.0.0/8"]'}
    ).settings
    assert (settings.fetch.concurrency, settings.store.captures) == (8, "none")
    assert str(settings.fetch.allow_addresses[0]) == "127.0.0.0/8"


def test_a_fault_of_the_environment_names_the_variable(tmp_path: Path) -> None:
    told = faults(tmp_path, {"NIGHTDESK_FETCH__CONCURRENCY": "many"})
    assert told[0].startswith("NIGHTDESK_FETCH__CONCURRENCY: fetch.concurrency: 'many'")


def test_a_value_may_come_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "agent.txt"
    secret.write_text("Desk/1 (+https://desk.example)\n")
    settings = load_catalogue(tmp_path, {"NIGHTDESK_FETCH__USER_AGENT_FILE": str(secret)}).settings
    assert settings.fetch.user_agent == "Desk/1 (+https://desk.example)"


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such folder"):
        load_catalogue(tmp_path / "nowhere", {})


def test_an_override_of_robots_says_who_agreed(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, sources__gazette_toml=SOURCE + '[fetch]\nrobots = "override"\n')
    assert "robots_reason" in told
    agreed = SOURCE + '[fetch]\nrobots = "override"\nrobots_reason = "the editor, by letter of 2 March"\n'
    assert load_catalogue(folder(tmp_path, sources__gazette_toml=agreed), {}).sources["gazette"].fetch.robots_reason


def test_logins_of_proxies_come_from_a_file_and_are_shown_nowhere(tmp_path: Path) -> None:
    secret = tmp_path / "logins.json"
    secret.write_text('{"127.0.0.1:9050": "ferry:quay-1974"}\n')
    fetch = load_catalogue(tmp_path, {"NIGHTDESK_FETCH__PROXY_LOGINS_FILE": str(secret)}).settings.fetch
    assert fetch.proxy_logins["127.0.0.1:9050"].get_secret_value() == "ferry:quay-1974"
    assert "1974" not in f"{fetch!r} {fetch.model_dump()}"


def test_a_proxy_has_a_known_scheme_and_a_port(tmp_path: Path) -> None:
    for proxy in ("127.0.0.1:9050", "socks5://127.0.0.1", "ftp://127.0.0.1:21"):
        (told,) = faults(tmp_path, sources__gazette_toml=SOURCE + f'[fetch]\nproxy = "{proxy}"\n')
        assert told.startswith(f"sources/gazette.toml: fetch.proxy: '{proxy}'")
    good = SOURCE + '[fetch]\nproxy = "socks5h://127.0.0.1:9050"\n'
    assert load_catalogue(folder(tmp_path, sources__gazette_toml=good), {}).sources["gazette"].fetch.proxy
