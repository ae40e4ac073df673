"""What runs in containers is what runs natively: the same files, filled in by other means."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from kimportal.stack.nginx import NAME, PACKAGES, TEMPLATES
from kimportal.stack.processes import find_program

ROOT = Path(settings.BASE_DIR)
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
EXAMPLE = (ROOT / ".env.example").read_text()
OURS = {name for name, service in SERVICES.items() if "build" in service}
ONCE = {"migrate", "backup"}
ALWAYS = {"nginx", "web", "worker", "beat", "db", "redis", "migrate"}
SCRIPT = ROOT / "kimportal" / "stack" / "rahasia.sh"


def test_the_image_names_every_value_of_the_configuration():
    needed = set(NAME.findall((TEMPLATES / "nginx.conf").read_text())) - {"KIM_NGINX_HOST"}

    assert len(needed) > 10
    assert needed == set(re.findall(r"(KIM_NGINX_\w+)=", DOCKERFILE))


def test_the_image_has_the_packages_that_the_stack_asks_for():
    assert all(package in DOCKERFILE for package in PACKAGES.split())


def test_everything_that_belongs_to_the_portal_is_there():
    profiles = {name: service.get("profiles") for name, service in SERVICES.items()}

    assert {name for name, profile in profiles.items() if profile is None} == ALWAYS
    assert {name: p for name, p in profiles.items() if p} == {
        "backup": ["cadangan"],
        "clamav": ["clamav"],
        "store": ["s3"],
        "surat": ["surat"],
    }


def test_whatever_may_be_late_steps_back_for_pages():
    """A service without a number of its own has 1,024 shares."""
    shares = {name: service.get("cpu_shares", 1024) for name, service in SERVICES.items()}

    assert {name for name, share in shares.items() if share < 1024} == {"worker", "backup"}


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_service_comes_back_is_limited_and_gains_no_rights(name):
    service = SERVICES[name]
    limits = service["deploy"]["resources"]["limits"]

    assert service["restart"] == ({"migrate": "on-failure", "backup": "no"}).get(
        name, "unless-stopped"
    )
    assert set(limits) == {"cpus", "memory"}
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["logging"]["options"]["max-size"]


@pytest.mark.parametrize("name", sorted(set(SERVICES) - ONCE))
def test_every_service_that_stays_is_asked_whether_it_is_well(name):
    assert SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", sorted(OURS))
def test_ours_are_no_root_may_do_nothing_special_and_write_to_their_volumes_only(name):
    service = SERVICES[name]
    target = service["build"]["target"]
    stage = DOCKERFILE.split(f" AS {target}\n")[1].partition("\nFROM ")[0]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "USER kim\n" in stage


def test_the_outside_reaches_nginx_and_the_try_out_mail_only_and_that_from_here():
    published = {name: s["ports"] for name, s in SERVICES.items() if "ports" in s}

    assert set(published) == {"nginx", "surat"}
    assert all(port.startswith("127.0.0.1:") for ports in published.values() for port in ports)
    assert COMPOSE["networks"]["dalam"] == {"internal": True}
    assert all(SERVICES[name]["networks"] == ["dalam"] for name in ("db", "redis", "store"))


def test_secrets_are_files_and_stand_nowhere_else():
    text = (ROOT / "docker-compose.yml").read_text()
    asked = {name for service in SERVICES.values() for name in service.get("secrets", ())}

    assert asked == set(COMPOSE["secrets"])
    assert all(s["file"].startswith("./rahasia/") for s in COMPOSE["secrets"].values())
    assert "rahasia/" in (ROOT / ".gitignore").read_text().splitlines()
    assert not re.search(r"(PASSWORD|SECRET_KEY|KUNCI_CADANGAN): (?!/run)", text)
    assert not re.search(r"^KIM_(SECRET_KEY|DB_PASSWORD|KUNCI_CADANGAN)=", EXAMPLE, re.MULTILINE)


def test_what_compose_asks_of_env_stands_in_the_example():
    text = (ROOT / "docker-compose.yml").read_text()
    asked = set(re.findall(r"(?<!\$)\$\{(\w+)", text))

    assert asked
    assert all(re.search(rf"^#?{name}=", EXAMPLE, re.MULTILINE) for name in asked)


def test_services_wait_for_services_that_are_there():
    for service in SERVICES.values():
        for other, how in service.get("depends_on", {}).items():
            needed = SERVICES[other]
            is_once = how["condition"] == "service_completed_successfully"
            assert is_once == (other in ONCE)
            assert is_once or needed["healthcheck"]


def test_database_and_backup_are_of_the_same_major():
    major = SERVICES["db"]["image"].partition(":")[2]

    assert f"postgresql-client-{major}" in DOCKERFILE


def test_images_have_a_version():
    images = [s["image"] for s in SERVICES.values() if "image" in s]
    images += re.findall(r"^FROM (\S+:\S+)", DOCKERFILE, re.MULTILINE)

    assert len(images) > 5
    assert all(re.search(r":v?\d", image) for image in images)


def test_a_secret_in_a_file_becomes_the_variable(tmp_path):
    (tmp_path / "kunci").write_text("rahasia besar$1 'x'\n")
    command = ["sh", SCRIPT, "sh", "-c", 'printf "%s" "$KIM_SECRET_KEY"']
    names = {"KIM_SECRET_KEY_FILE": str(tmp_path / "kunci"), "KOSONG_FILE": ""}

    done = subprocess.run(command, env=os.environ | names, capture_output=True, text=True)

    assert (done.stdout, done.returncode) == ("rahasia besar$1 'x'", 0)


def test_a_secret_that_cannot_be_read_stops_the_start(tmp_path):
    command = ["sh", SCRIPT, "echo", "berjalan"]
    names = {"KIM_SECRET_KEY_FILE": str(tmp_path / "tidak-ada")}

    done = subprocess.run(command, env=os.environ | names, capture_output=True, text=True)

    assert (done.stdout, done.returncode) == ("", 1)
    assert "Rahasia KIM_SECRET_KEY tidak terbaca" in done.stderr


def test_what_compose_itself_says_of_the_file():
    docker = shutil.which("docker")
    if not docker or subprocess.run([docker, "compose", "version"], capture_output=True).returncode:
        pytest.skip("docker compose tidak ada; berkasnya diperiksa oleh uji-uji lain di sini")
    command = [docker, "compose", "--file", ROOT / "docker-compose.yml", "config", "--quiet"]

    done = subprocess.run(
        command, capture_output=True, text=True, env=os.environ | {"KIM_HOSTS": "x"}
    )

    assert done.returncode == 0, done.stderr


def test_nginx_accepts_what_the_container_fills_in(tmp_path):
    if shutil.which("envsubst") is None:
        pytest.skip("envsubst tidak ada; pasang: sudo apt-get install gettext-base")
    find_program("nginx", PACKAGES)
    values = dict(re.findall(r"(KIM_NGINX_\w+)=\"?([^\"\\\n]*)\"?", DOCKERFILE))
    values |= {
        "KIM_HOSTS": "kim.example.go.id,www.kim.example.go.id",
        "KIM_NGINX_TETAP": str(TEMPLATES),
        "KIM_NGINX_SOKET": str(tmp_path),
        "KIM_NGINX_FOLDER": str(tmp_path),
        "KIM_NGINX_WEB": "server 127.0.0.1:8000;",  # `web` has a name only inside compose
    }
    path = os.environ["PATH"] + ":/usr/sbin"

    done = subprocess.run(
        ["sh", TEMPLATES / "start.sh", "-t"],
        env={k: v.strip() for k, v in values.items()} | {"PATH": path},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert (
        "server_name kim.example.go.id www.kim.example.go.id;"
        in (tmp_path / "nginx.conf").read_text()
    )
