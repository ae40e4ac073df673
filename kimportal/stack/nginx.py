"""Fills in the configuration template of nginx."""

import re
from collections.abc import Mapping
from pathlib import Path

TEMPLATES = Path(__file__).parent / "nginx"
PACKAGES = "nginx libnginx-mod-http-brotli-static libnginx-mod-http-cache-purge"
# Where Debian and Ubuntu, then others, keep modules.
MODULE_FOLDERS = (Path("/usr/lib/nginx/modules"), Path("/usr/lib64/nginx/modules"))
MODULES = {
    "KIM_NGINX_BROTLI": "ngx_http_brotli_static_module.so",
    "KIM_NGINX_PURGE": "ngx_http_cache_purge_module.so",
}
NAME = re.compile(r"\$\{(KIM_\w+)\}")


def modules() -> dict[str, str]:
    """Return for each module what stands before its lines: nothing, or `#` where it is missing."""
    folder = next((path for path in MODULE_FOLDERS if path.is_dir()), MODULE_FOLDERS[0])
    marks = {key: "" if (folder / name).exists() else "#" for key, name in MODULES.items()}
    return {"KIM_NGINX_MODUL": str(folder), **marks}


def can_purge() -> bool:
    """Tell whether this nginx can forget a page before its time."""
    return modules()["KIM_NGINX_PURGE"] == ""


def configuration(values: Mapping[str, str]) -> str:
    """Return the template with every `${KIM_...}` replaced; KeyError names one without value."""
    text = (TEMPLATES / "nginx.conf").read_text()
    return NAME.sub(lambda match: values[match[1]], text)
