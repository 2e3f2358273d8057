"""What those who keep the service running are told: health, readiness, figures, systemd, logs."""

import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import promql_parser
import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from config.catalogue import load_catalogue
from db.repositories.nodes import Node
from db.repositories.schedule import Ended
from db.repositories.visits import VisitRecord
from db.store import Store
from db.unit import UnitOfWork
from model.clock import system_clock
from model.errors import StorageError
from model.notices import Notice, NoticeKind
from nightdesk.daemon.notifying import Notifier
from nightdesk.serving import serve_operations
from web.app import Shown, create_app
from web.operations import Heartbeat, Operations
from web.security.passwords import hash_key, new_key
from web.serving import ServingError

DEPLOY = Path(__file__).parents[3] / "deploy"
TROUBLE = Notice("t-1", NoticeKind.TROUBLE, system_clock() - timedelta(hours=1), detail={"words": "ill"})


def client(store: Store, configuration: Path, heartbeat: Heartbeat | None = None) -> TestClient:
    sources = tuple(load_catalogue(configuration, {}).sources.values())
    told = Operations(store, sources, heartbeat=heartbeat or Heartbeat())
    return TestClient(create_app(Shown(store, {}, {}, 10), operations=told))


def figures(asked: TestClient) -> dict[tuple[str, str], float]:
    """Every sample by its name and the value of its label."""
    answer = asked.get("/metrics")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/plain")
    samples = [sample for family in text_string_to_metric_families(answer.text) for sample in family.samples]
    return {(sample.name, ",".join(sample.labels.values())): sample.value for sample in samples}


def fill(uow: UnitOfWork) -> None:
    now = system_clock()
    uow.schedule.add(["courier", "fortress"])
    for source, outcome in (("courier", "ok"), ("fortress", "refused")):
        uow.schedule.claim([source], now, until=now + timedelta(hours=1), by="me", limit=1)
        record = VisitRecord(
            source, now, now, outcome, "403", {"discovered": 3, "stored": 2}, [], True, outcome == "ok"
        )
        uow.pulses.learn(record, uow.pulses.ground(record.source_id), ())
        uow.days.count([record])
        uow.schedule.finish([Ended(record, now + timedelta(hours=1), timedelta(hours=1))], "me")
    uow.nodes.here(Node("here:1:x", "daemon", "0", now, now, 4))
    assert uow.nodes.begin("backup", timedelta(days=1), now, until=now, by="me")
    uow.nodes.end("backup", "me", now, ok=False, said="no room")


def test_the_figures_are_those_of_the_database_with_bounded_labels(store: Store, configuration: Path) -> None:
    store.write_now(fill)
    found = figures(client(store, configuration))
    assert found["nightdesk_sources", "ok"] == 1 and found["nightdesk_sources", "refused"] == 1
    others = len(list((configuration / "sources").glob("*.toml"))) - 2
    assert found["nightdesk_sources", "new"] == others > 0 and found["nightdesk_sources", "silent"] == 0
    assert found["nightdesk_visits_total", "good"] == found["nightdesk_visits_total", "refused"] == 1
    assert found["nightdesk_documents_stored_total", ""] == 4
    assert found["nightdesk_processes", "daemon"] == 1 and found["nightdesk_visits_under_way", ""] == 4
    assert found["nightdesk_chore_ok", "backup"] == 0 and found["nightdesk_database_up", ""] == 1
    assert found["process_resident_memory_bytes", ""] > 1e6
    assert not [name for name, label in found if "courier" in label]


def questions() -> Iterator[tuple[promql_parser.Expr, set[str]]]:
    """What the dashboard and the alert rules ask, parsed, with the labels that their words name."""
    board = json.loads((DEPLOY / "grafana" / "nightdesk.json").read_text())
    for target in (each for panel in board["panels"] for each in panel["targets"]):
        named = re.findall(r"{{\s*(\w+)\s*}}", target.get("legendFormat", ""))
        yield promql_parser.parse(target["expr"]), set(named)
    for rule in yaml.safe_load((DEPLOY / "prometheus" / "nightdesk.rules.yml").read_text())["groups"][0]["rules"]:
        said = f"{rule['annotations']['summary']} {rule['annotations']['description']}"
        yield promql_parser.parse(rule["expr"]), set(re.findall(r"\$labels\.(\w+)", said))


def selectors(question: promql_parser.Expr) -> list[promql_parser.VectorSelector]:
    """Every series that a question names."""
    found: list[promql_parser.VectorSelector] = []

    def see(each: promql_parser.Expr) -> None:
        if isinstance(each, promql_parser.MatrixSelector):
            found.append(each.vector_selector)
        elif isinstance(each, promql_parser.VectorSelector):
            found.append(each)

    promql_parser.walk(question, see)
    return found


def test_the_dashboard_and_the_rules_ask_for_figures_there_are_by_labels_and_values_they_have(
    store: Store, configuration: Path
) -> None:
    store.write_now(fill)
    store.write_now(lambda uow: uow.outbox.add(TROUBLE, {"duty": TROUBLE.at}))
    heartbeat = Heartbeat()
    heartbeat._at = time.monotonic()
    answer = client(store, configuration, heartbeat).get("/metrics").text
    there: dict[str, dict[str, set[str]]] = {"up": {"job": {"nightdesk", "nightdesk-workers"}}}
    for sample in (each for family in text_string_to_metric_families(answer) for each in family.samples):
        labels = there.setdefault(sample.name, {})
        for label, value in sample.labels.items():
            labels.setdefault(label, set()).add(value)
    asked = list(questions())
    assert len(asked) > 20
    for question, named in asked:
        for selector in selectors(question):
            has = there[selector.name or ""]
            assert named <= {*has, "instance", "job"}, f"{selector.name} has no {named}"
            for matcher in selector.matchers.matchers:
                wanted = (
                    set(re.split(r"\|", matcher.value))
                    if matcher.op in (promql_parser.MatchOp.Re, promql_parser.MatchOp.NotRe)
                    else {matcher.value}
                )
                assert wanted <= has[matcher.name], f"{selector.name} has no {matcher.name} of {wanted}"


def test_a_worker_tells_of_itself_and_its_figures_want_a_key_where_the_dashboard_does(
    store: Store, configuration: Path
) -> None:
    catalogue, heartbeat = load_catalogue(configuration, {}), Heartbeat()
    with pytest.raises(ServingError, match="nobody would need to sign in"):
        serve_operations(catalogue, store, "0.0.0.0", 0, heartbeat)
    heartbeat._at = time.monotonic()
    with serve_operations(catalogue, store, None, 0, heartbeat) as served:
        told = asked_for(f"{served.address}/metrics")
        names = {family.name for family in text_string_to_metric_families(told)}
        assert {"nightdesk_database_up", "nightdesk_writer_queue", "nightdesk_heartbeat_age_seconds"} <= names
        assert "process_resident_memory_bytes" in names and "nightdesk_sources" not in names
        assert asked_for(f"{served.address}/healthz") == '{"status":"ok"}'
    key, now = new_key(), system_clock()
    store.write_now(lambda uow: uow.accounts.add_token(hash_key(key), "desk", "Prometheus", now))
    with serve_operations(catalogue, store, "0.0.0.0", 0, heartbeat) as served:
        address = f"http://127.0.0.1:{served.port}"
        assert "nightdesk_database_up" in asked_for(f"{address}/metrics", Authorization=f"Bearer {key}")
        with pytest.raises(urllib.error.HTTPError, match="401") as refused:
            asked_for(f"{address}/metrics")
        refused.value.close()
        assert asked_for(f"{address}/readyz") == '{"status":"ok"}'


def asked_for(url: str, **headers: str) -> str:
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=60) as answer:
        return str(answer.read().decode())


def test_alive_and_ready_are_told_apart(store: Store, configuration: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heartbeat = Heartbeat()
    asked = client(store, configuration, heartbeat)
    heartbeat._at = time.monotonic()
    assert asked.get("/healthz").status_code == asked.get("/readyz").status_code == 200
    heartbeat._at = -1000.0
    assert asked.get("/healthz").status_code == 503, "the loop has not turned"
    assert asked.get("/readyz").status_code == 200


def test_a_database_that_is_away_makes_us_unready_and_not_dead(
    store: Store, configuration: Path, database: str
) -> None:
    asked = client(store, configuration)
    store.write_now(lambda uow: uow._connection.exec_driver_sql("ALTER TABLE node RENAME TO elsewhere"))
    assert asked.get("/healthz").status_code == 200
    assert asked.get("/readyz").status_code == 503
    assert figures(asked)["nightdesk_database_up", ""] == 0


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_full_disk_makes_us_unready_though_everything_can_be_read(store: Store, configuration: Path) -> None:
    asked = client(store, configuration)

    def room(pages: int) -> None:
        with store._writing.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    def store_much(uow: UnitOfWork) -> None:
        uow.troubles.begin("much", "x" * 1_000_000, system_clock())

    room(1)
    with pytest.raises(StorageError, match="full"):
        store.write_now(store_much)
    assert asked.get("/readyz").status_code == 503 and "full" not in asked.get("/readyz").text
    assert asked.get("/healthz").status_code == 200 and figures(asked)["nightdesk_database_up", ""] == 0
    assert store.trouble and "make room" in store.trouble
    room(1_000_000)
    store.write_now(store_much)
    assert asked.get("/readyz").status_code == 200 and store.trouble is None


def test_what_a_database_does_not_take_for_what_it_is_makes_us_not_unready(store: Store) -> None:
    with pytest.raises(StorageError):
        store.write_now(lambda uow: uow._connection.exec_driver_sql("INSERT INTO trouble (subject) VALUES ('half')"))
    assert store.trouble is None


def test_systemd_is_told_and_only_where_it_asked(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(5)
        notifier = Notifier({"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "90000000"})
        notifier.ready()
        notifier.beat()
        notifier.beat()
        notifier.reloading()
        told = [listening.recv(200).decode() for _ in range(3)]
    assert told[:2] == ["READY=1", "WATCHDOG=1"] and told[2].startswith("RELOADING=1\nMONOTONIC_USEC=")
    Notifier({}).ready()


def test_every_line_of_the_log_is_json_those_of_libraries_too() -> None:
    program = (
        "import logging\nfrom nightdesk.logs import configure_logs\nimport structlog\nconfigure_logs(1, False)\n"
        "structlog.get_logger().info('visited', source='quay')\nlogging.getLogger('uvicorn').warning('late %s', 1)\n"
        "try: 1 / 0\nexcept ZeroDivisionError: structlog.get_logger().exception('broke', at='here')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [line["event"] for line in lines] == ["visited", "late 1", "broke"]
    assert all({"level", "timestamp"} <= line.keys() for line in lines) and lines[2]["exception"]
