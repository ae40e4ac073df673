"""README.md says of the settings what is so."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
README = (ROOT / "README.md").read_text()
TABLE = README.split("## Settings")[1].split("## ")[0]
READ = re.compile(r"env\.\w+\(\s*\"(\w+)\"|environ(?:\.get\(|\[)\"(KIM_\w+)\"")


def variables_read() -> set[str]:
    """Return the names of the environment variables that the portal reads."""
    sources = [*(ROOT / "kimportal").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    found = [match for path in sources for match in READ.findall(path.read_text())]
    return {name for pair in found for name in pair if name}


def test_every_variable_stands_in_the_table():
    names = variables_read()

    assert len(names) > 15
    assert sorted(name for name in names if f"`{name}`" not in TABLE) == []


def test_every_line_of_the_example_is_explained():
    names = re.findall(r"^#?(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)

    assert len(names) > 5
    assert [name for name in names if f"`{name}`" not in TABLE] == []


def test_every_variable_of_the_table_is_used():
    used = [*(ROOT / "kimportal").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    used += [ROOT / "Makefile", ROOT / "docker-compose.yml"]
    everything = "\n".join(path.read_text() for path in used)
    names = re.findall(r"`(KIM_[A-Z_]+)`", TABLE)

    assert [name for name in names if name not in everything] == []


def test_every_file_that_it_links_to_exists():
    links = re.findall(r"\]\(([^)#:]+)\)", README)

    assert len(links) > 5
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_make_command_that_it_names_exists():
    makefile = (ROOT / "Makefile").read_text()
    commands = set(re.findall(r"`?make ([a-z]+)\b", README))

    assert {"demo", "test", "serve", "reset"} <= commands
    assert [name for name in commands if not re.search(rf"^{name}:", makefile, re.MULTILINE)] == []
