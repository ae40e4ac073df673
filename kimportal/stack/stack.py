"""Starts the parts of the portal in their order, and stops them."""

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from kimportal.stack import nginx
from kimportal.stack.processes import (
    Processes,
    StackError,
    find_program,
    free_port,
    is_healthy,
    listens,
)

CLONE = Path(__file__).resolve().parents[2]
REDIS_CONF = Path(__file__).parent / "redis.conf"
# An address that nobody has (RFC 5737): no proxy stands in front.
NO_PROXY = "192.0.2.1"
# Photos and files may be late, a page may not: how far workers step back for the others.
LATER = "10"


class Stack:
    """The portal behind nginx on 127.0.0.1, with logs, cache and sockets in `folder`.

    `web` processes of gunicorn and `worker` processes of Celery (with beat) run on the
    database given. Without `redis` there is one cache per process, and no worker. `settings`
    are further environment variables of the portal.
    """

    def __init__(
        self,
        folder: Path,
        database_url: str,
        *,
        web: int = 2,
        worker: int = 1,
        redis: bool = True,
        port: int = 0,
        **settings: str,
    ) -> None:
        self.folder = folder.resolve()
        self._web_ports = [free_port() for _ in range(web)]
        self._workers = worker if redis else 0
        self._port = port or free_port()
        self._purge_port = free_port()
        self._redis_port = free_port() if redis else 0
        self._redis_password = secrets.token_urlsafe(24)
        self._sockets: Path | None = None
        self.processes = Processes(self.folder)
        self.url = f"http://localhost:{self._port}"
        self.web_urls = [f"http://127.0.0.1:{number}" for number in self._web_ports]
        self.environment = os.environ | self._variables(database_url) | settings

    @property
    def pids(self) -> dict[str, int]:
        """The process number of each part: nginx, redis, web-1, web-2, worker-1, beat."""
        return self.processes.pids

    def __enter__(self) -> Self:
        programs = self._programs()
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            self._prepare()
            self._start(programs)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop every part and remove the sockets; logs and cache stay in the folder."""
        self.processes.stop_all()
        if self._sockets:
            shutil.rmtree(self._sockets, ignore_errors=True)

    def manage(self, *arguments: str) -> None:
        """Run a command of manage.py with the settings of the stack."""
        done = subprocess.run(
            [sys.executable, CLONE / "manage.py", *arguments],
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise StackError(f"manage.py {arguments[0]} gagal: {done.stderr.strip()[-500:]}")

    # --- parts -----------------------------------------------------------------

    def start_redis(self) -> None:
        data = self.folder / "redis"
        data.mkdir(exist_ok=True)
        own = self.folder / "redis.conf"
        own.touch(mode=0o600)
        own.write_text(
            f"include {REDIS_CONF}\nbind 127.0.0.1\nport {self._redis_port}\n"
            f'dir "{data}"\nrequirepass {self._redis_password}\n'
        )
        program = find_program("redis-server", "redis-server")
        self.processes.start("redis", [program, own], self.environment)
        self.processes.wait("redis", lambda: listens(self._redis_port))

    def start_web(self, number: int) -> None:
        """Start web process `number`, counted from 1."""
        command = [
            *(sys.executable, "-m", "gunicorn", "kimportal.wsgi"),
            f"--bind=127.0.0.1:{self._web_ports[number - 1]}",
            "--config=python:kimportal.stack.gunicorn",
            "--graceful-timeout=5",
            "--log-level=warning",
        ]
        counting = {"PROMETHEUS_MULTIPROC_DIR": str(self.folder / "metrik")}
        self.processes.start(f"web-{number}", command, self.environment | counting)

    def wait_for_web(self, number: int) -> None:
        port = self._web_ports[number - 1]
        self.processes.wait(f"web-{number}", lambda: is_healthy(port))

    def start_worker(self, number: int, *, processes: int = 2, log: str = "warning") -> None:
        """Start worker `number`, counted from 1, which does so many tasks at once."""
        command = [
            *("nice", "-n", LATER),
            *(sys.executable, "-m", "celery", "--app=kimportal", "worker"),
            *(f"--concurrency={processes}", f"--hostname=pekerja{number}@%h"),
        ]
        environment = self.environment | {"KIM_LOG": log.upper()}
        self.processes.start(f"worker-{number}", command, environment)

    def start_beat(self) -> None:
        command = [
            *(sys.executable, "-m", "celery", "--app=kimportal", "beat"),
            f"--schedule={self.folder / 'beat'}",
            "--pidfile=",
        ]
        self.processes.start("beat", command, self.environment)

    # --- inside ----------------------------------------------------------------

    def _programs(self) -> str:
        """Find what must be installed before anything starts; return nginx's path."""
        if self._redis_port:
            find_program("redis-server", "redis-server")
        return find_program("nginx", nginx.PACKAGES)

    def _prepare(self) -> None:
        # The path of a socket may have about 100 bytes, fewer than many a folder.
        self._sockets = Path(tempfile.mkdtemp(prefix="kim-"))
        (self.folder / "nginx").mkdir(exist_ok=True)
        shutil.rmtree(self.folder / "metrik", ignore_errors=True)
        (self.folder / "nginx.conf").write_text(nginx.configuration(self._nginx_values()))
        self.manage("migrate", "--noinput")
        self.manage("siapkan_statis")

    def _start(self, nginx_program: str) -> None:
        if self._redis_port:
            self.start_redis()
        numbers = range(1, len(self._web_ports) + 1)
        for number in numbers:
            self.start_web(number)
        for number in range(1, self._workers + 1):
            self.start_worker(number)
        if self._workers:
            self.start_beat()
        for number in numbers:
            self.wait_for_web(number)
        command: list[str | Path] = [nginx_program, "-c", self.folder / "nginx.conf"]
        command += ["-p", self.folder, "-e", self.processes.log("nginx")]
        self.processes.start("nginx", command, self.environment, is_brief=True)
        self.processes.wait("nginx", lambda: listens(self._port))

    def _variables(self, database_url: str) -> dict[str, str]:
        variables = {
            "DJANGO_SETTINGS_MODULE": "kimportal.settings.stack",
            "PYTHONPATH": os.pathsep.join(filter(None, (str(CLONE), os.environ.get("PYTHONPATH")))),
            "DATABASE_URL": database_url,
            "KIM_SITE_URL": self.url,
            **_file_folders(),
            "REDIS_URL": "",
        }
        if self._redis_port:
            address = f"127.0.0.1:{self._redis_port}/0"
            variables["REDIS_URL"] = f"redis://:{self._redis_password}@{address}"
        if nginx.can_purge():
            variables["KIM_PURGE_URL"] = f"http://127.0.0.1:{self._purge_port}"
        return variables

    def _nginx_values(self) -> dict[str, str]:
        servers = (f"server 127.0.0.1:{p} max_fails=1 fail_timeout=2s;" for p in self._web_ports)
        return nginx.modules() | {
            # As root, nginx would read as somebody who may not enter the clone.
            "KIM_NGINX_AKUN": "user root;" if os.geteuid() == 0 else "",
            "KIM_NGINX_FOLDER": str(self.folder / "nginx"),
            "KIM_NGINX_SOKET": str(self._sockets),
            "KIM_NGINX_LOG_GALAT": str(self.processes.log("nginx")),
            "KIM_NGINX_LOG_AKSES": str(self.folder / "akses.log"),
            "KIM_NGINX_LOG_GERBANG": str(self.folder / "gerbang.log"),
            "KIM_NGINX_TIPE": "/etc/nginx/mime.types",
            "KIM_NGINX_PROXY": NO_PROXY,
            "KIM_NGINX_WEB": " ".join(servers),
            "KIM_NGINX_DENGAR": f"127.0.0.1:{self._port}",
            "KIM_NGINX_DENGAR_PURGE": f"127.0.0.1:{self._purge_port}",
            "KIM_NGINX_TLS": str(self.folder / "tls" / "*.conf"),
            "KIM_NGINX_HOST": "localhost 127.0.0.1",
            "KIM_NGINX_TETAP": str(nginx.TEMPLATES),
            "KIM_NGINX_STATIC": self.environment["KIM_STATIC"],
            "KIM_NGINX_MEDIA": self.environment["KIM_MEDIA"],
        }


def _file_folders() -> dict[str, str]:
    """Return where static files and media lie; as in settings, in KIM_VAR if not said otherwise."""
    var = Path(os.environ.get("KIM_VAR") or CLONE / ".var")
    names = {"KIM_STATIC": "static", "KIM_MEDIA": "media"}
    return {key: os.environ.get(key) or str((var / name).resolve()) for key, name in names.items()}
