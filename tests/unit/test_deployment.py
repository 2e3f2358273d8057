"""The files by which the service is run: their steps and references hold where no engine runs."""

import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def test_every_service_of_ours_is_confined_and_has_its_health_checked() -> None:
    services = COMPOSE["services"]
    assert set(services) == {"db", "daemon", "worker", "small"}
    for name, service in services.items():
        assert service["read_only"] and service["cap_drop"] == ["ALL"] and service["user"] not in {"root", "0"}, name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        published = service.get("ports", [])
        assert all(port.startswith("127.0.0.1:") for port in published), name
    assert "healthcheck" in services["db"] and "healthcheck" in services["worker"]
    assert "-h" in services["db"]["healthcheck"]["test"], "a server that sets itself up answers on its socket alone"
    assert "HEALTHCHECK" in (ROOT / "Dockerfile").read_text(), "daemon and small are checked by the image's own"
    assert services["worker"]["deploy"]["replicas"] >= 2 and "ports" not in services["worker"]


def test_the_small_case_needs_no_postgresql_and_is_only_there_when_asked_for() -> None:
    small = COMPOSE["services"]["small"]
    assert small["profiles"] == ["small"] and not small["depends_on"]
    assert not small["environment"]["NIGHTDESK_DATABASE_FILE"] and small["secrets"] == ["web_password"]


def test_secrets_are_files_that_are_made_once_and_in_no_image_or_commit(tmp_path: Path) -> None:
    (tmp_path / "deploy").mkdir()
    shutil.copy(DEPLOY / "make-secrets", tmp_path / "deploy")
    made = []
    for _ in range(2):
        subprocess.run([tmp_path / "deploy" / "make-secrets"], check=True, capture_output=True)
        made.append({file.name: file.read_text() for file in (tmp_path / "secrets").iterdir()})
    assert made[0] == made[1] and set(made[0]) == set(COMPOSE["secrets"])
    assert made[0]["db_password"] in made[0]["database_url"]
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700
    for name in (".gitignore", ".dockerignore"):
        assert "secrets" in (ROOT / name).read_text().splitlines()


def test_what_the_image_is_built_from_is_not_left_out_of_it() -> None:
    ignored = set((ROOT / ".dockerignore").read_text().split())
    project = (ROOT / "pyproject.toml").read_text()
    rooms = re.findall(r'"(\w+)"', re.search(r"^packages = (\[.*\])$", project, re.MULTILINE).group(1))  # type: ignore[union-attr]
    needed = {*rooms, "pyproject.toml", "README.md", "LICENSE", "requirements.txt"}
    assert not needed & ignored and all((ROOT / name).exists() for name in needed)


def test_the_compose_file_is_as_the_specification_has_it() -> None:
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run([*words, str(ROOT / "docker-compose.yml")], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def compose() -> list[str]:
    """Docker's own command, or the program that came before it and reads the same files; none where neither is."""
    if shutil.which("docker") and not subprocess.run(["docker", "compose", "version"], capture_output=True).returncode:
        return ["docker", "compose"]
    return ["docker-compose"] if shutil.which("docker-compose") else []


@pytest.mark.parametrize("profile", [[], ["--profile", "small"]])
def test_compose_itself_reads_the_file(profile: list[str]) -> None:
    command = compose()
    if not command:
        pytest.skip("there is no docker compose")
    words = [*command, *profile, "-f", str(ROOT / "docker-compose.yml"), "config", "--quiet"]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not shutil.which("promtool"), reason="there is no promtool")
def test_promtool_reads_the_rules_and_the_scrape(tmp_path: Path) -> None:
    for file in ("nightdesk.rules.yml", "prometheus.yml"):
        told = (DEPLOY / "prometheus" / file).read_text().replace("/etc/prometheus/", "")
        (tmp_path / file).write_text(told)
    (tmp_path / "nightdesk.key").write_text("nd_key")
    for words in (("rules", "nightdesk.rules.yml"), ("config", "prometheus.yml")):
        done = subprocess.run(["promtool", "check", *words], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_prometheus_finds_the_workers_where_the_compose_file_puts_them() -> None:
    jobs = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text())["scrape_configs"]
    (found,) = next(job for job in jobs if job["job_name"] == "nightdesk-workers")["dns_sd_configs"]
    worker = COMPOSE["services"][found["names"][0]]
    assert worker["expose"] == [str(found["port"])] and worker["command"][-1] == str(found["port"])


@pytest.mark.parametrize("unit", ["nightdesk.service", "nightdesk-worker@.service"])
def test_the_units_are_hardened_and_speak_with_systemd(unit: str) -> None:
    text = (DEPLOY / unit).read_text()
    for line in ("Type=notify", "WatchdogSec=90", "NoNewPrivileges=yes", "ProtectSystem=strict", "DynamicUser=yes"):
        assert f"\n{line}\n" in text
    assert "ExecReload=/bin/kill -HUP $MAINPID" in text and "CapabilityBoundingSet=\n" in text


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd")
def test_systemd_finds_the_unit_safe() -> None:
    words = ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(DEPLOY / "nightdesk.service")]
    done = subprocess.run(words, capture_output=True, text=True)
    if "Unknown" in done.stderr or "unrecognized" in done.stderr:
        pytest.skip("this systemd examines no files")
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr


def test_the_images_pg_dump_is_as_new_as_the_server_it_copies() -> None:
    servers = {"bookworm": 15, "trixie": 17}  # Debian's postgresql-client, which refuses newer servers
    bases = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert len(set(bases)) == 1, "an environment that is copied needs the Python it was made with"
    server = int(COMPOSE["services"]["db"]["image"].partition(":")[2])
    assert servers[bases[0].rpartition("-")[2]] >= server


def test_the_commands_of_the_howto_name_files_that_are_there() -> None:
    howto = (ROOT / "docs" / "howto" / "run-it.md").read_text()
    named = set(re.findall(r"(?:deploy|config)/[\w@./-]*\w", howto))
    assert named >= {"deploy/nightdesk.service", "deploy/nightdesk-worker@.service", "deploy/make-secrets"}
    assert [each for each in named if not (ROOT / each).exists()] == []
    override = yaml.safe_load(re.search(r"```yaml\n(.*?)```", howto, re.DOTALL).group(1))  # type: ignore[union-attr]
    assert set(override["services"]) <= set(COMPOSE["services"])
