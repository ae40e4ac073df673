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


def test_the_image_names_every_value_of_the_configuration():
    needed = set(NAME.findall((TEMPLATES / "nginx.conf").read_text())) - {"KIM_NGINX_HOST"}

    assert len(needed) > 10
    assert needed == set(re.findall(r"(KIM_NGINX_\w+)=", DOCKERFILE))


def test_the_image_has_the_packages_that_the_stack_asks_for():
    assert all(package in DOCKERFILE for package in PACKAGES.split())


def test_every_service_comes_back_and_none_of_ours_may_write_to_its_image():
    services = COMPOSE["services"]

    assert {"nginx", "web", "worker", "beat", "db", "redis"} <= set(services)
    assert all(s["restart"] == "unless-stopped" for n, s in services.items() if n != "migrate")
    assert all(s["read_only"] for s in services.values() if "build" in s)


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
