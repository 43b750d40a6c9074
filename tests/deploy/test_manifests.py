"""What is deployed: nobody is root, nothing can be written, and only the web is reached."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from services.command.part import PARTS
from services.settings import NAMES, ROOT

DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
OBJECTS: list[dict[str, Any]] = [
    one
    for path in sorted((DEPLOY / "kubernetes").glob("*.yaml"))
    for one in yaml.safe_load_all(path.read_text(encoding="utf-8"))
]
OURS = ("web", "actions", "rasa", "migrate", "backup")


def pods() -> Iterator[tuple[str, dict[str, Any]]]:
    for one in OBJECTS:
        spec = one.get("spec", {})
        spec = spec.get("jobTemplate", {}).get("spec", spec)
        if "template" in spec:
            yield one["metadata"]["name"], spec["template"]["spec"]


CONTAINERS = [(name, pod, box) for name, pod in pods() for box in pod["containers"]]


def test_there_is_what_a_service_needs() -> None:
    kinds = [one["kind"] for one in OBJECTS]
    assert {"Deployment", "Service", "Job", "CronJob", "NetworkPolicy", "ConfigMap"} <= set(kinds)
    assert "Secret" not in kinds, "secrets are made outside the files"


@pytest.mark.parametrize(("name", "pod", "box"), CONTAINERS, ids=lambda one: str(one)[:12])
def test_a_container_can_do_no_harm(name: str, pod: dict[str, Any], box: dict[str, Any]) -> None:
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["runAsUser"] > 0
    assert pod["automountServiceAccountToken"] is False
    locked = box["securityContext"]
    assert locked["readOnlyRootFilesystem"] is True
    assert locked["allowPrivilegeEscalation"] is False
    assert locked["capabilities"] == {"drop": ["ALL"]}
    assert box["resources"]["limits"]["memory"] and box["resources"]["requests"]["cpu"]
    mounted = {mount["name"] for mount in box["volumeMounts"]}
    assert mounted <= {volume["name"] for volume in pod["volumes"]}


def test_engine_and_actions_are_reached_by_their_own_pod_only() -> None:
    deployment = next(one for one in OBJECTS if one["kind"] == "Deployment")
    boxes = {box["name"]: box for box in deployment["spec"]["template"]["spec"]["containers"]}
    assert "ports" not in boxes["rasa"] and "ports" not in boxes["actions"]
    for part in ("actions", "rasa"):
        assert boxes[part]["startupProbe"]["exec"]["command"][-2:] == [part, "--ready"]
        assert "readinessProbe" not in boxes[part], "a dead part must not take the web with it"
        assert "secretRef" not in str(boxes["rasa"]), "the engine need not know any secret"
    policy = next(one for one in OBJECTS if one["kind"] == "NetworkPolicy")
    assert policy["spec"]["ingress"] == [{"ports": [{"protocol": "TCP", "port": 8000}]}]


def test_every_part_is_started_as_serve_starts_it() -> None:
    deployment = next(one for one in OBJECTS if one["kind"] == "Deployment")
    boxes = {box["name"]: box for box in deployment["spec"]["template"]["spec"]["containers"]}
    starts = {"web": "web", "bot": "rasa"}
    for name, part in starts.items():
        text = (DEPLOY / f"Containerfile.{name}").read_text(encoding="utf-8")
        assert text.rstrip().endswith(f'"services.command.part", "{part}"]')
    assert set(boxes) == set(PARTS)
    for command in (boxes["actions"]["command"], COMPOSE["services"]["actions"]["command"]):
        assert command[-2:] == ["services.command.part", "actions"]
    for part in PARTS:
        assert COMPOSE["services"][part]["healthcheck"]["test"][-2:] == [part, "--ready"]


def test_compose_opens_one_port_on_loopback() -> None:
    services = COMPOSE["services"]
    opened = {name: one["ports"] for name, one in services.items() if "ports" in one}
    assert opened == {"web": ["127.0.0.1:8000:8000"]}
    for name in ("rasa", "actions"):
        assert services[name]["network_mode"] == "service:web"
    for name in OURS:
        assert services[name]["user"] == "10001:10001" and services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]


@pytest.mark.parametrize("name", ["web", "bot"])
def test_an_image_is_made_from_its_lock_and_runs_as_nobody(name: str) -> None:
    text = (DEPLOY / f"Containerfile.{name}").read_text(encoding="utf-8")
    assert "uv sync --frozen --no-dev" in text and "uv.lock" in text
    user = [line for line in text.splitlines() if line.startswith("USER ")]
    assert user == ["USER 10001:10001"]
    for line in text.splitlines():
        if line.startswith("COPY ") and "--from" not in line:
            *sources, _ = line.split()[1:]
            assert all((ROOT / source).exists() for source in sources), line
    assert "SECRET" not in text


def test_every_setting_that_is_named_exists() -> None:
    import re

    files = [path for path in DEPLOY.rglob("*") if path.is_file()]
    named = {word for path in files for word in re.findall(r"LOTS_[A-Z_]+", path.read_text())}
    assert named <= set(NAMES)


def test_alerts_ask_for_metrics_that_exist() -> None:
    import re

    from prometheus_client import generate_latest

    from services.web.meter import Meter

    told = generate_latest(Meter().registry).decode()
    alerts = (DEPLOY / "alerts.yaml").read_text(encoding="utf-8")
    for name in set(re.findall(r"lots_[a-z_]+", alerts)):
        assert name.removesuffix("_bucket") in told, name


def test_what_is_not_for_images_stays_out() -> None:
    ignored = (ROOT / ".containerignore").read_text(encoding="utf-8").split()
    assert {"var", "**/.git", "**/.venv"} <= set(ignored)
    assert Path(ROOT / ".gitignore").exists()
