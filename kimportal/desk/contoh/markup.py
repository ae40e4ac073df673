"""The corpus's small markup: choices in a text, and its blocks as HTML."""

import re
from html import escape
from random import Random

CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
LINK = re.compile(r"&lt;([^&]+)&gt;\((https://[^)\s]+)\)")
STRONG = re.compile(r"\*\*(.+?)\*\*")
EM = re.compile(r"\*(.+?)\*")
KEEP_OPTIONAL = 0.6
PREFIXES = {"### ": "h3", "## ": "h2"}


def choose(text: str, rng: Random) -> str:
    """Take one of every "[this|that]"."""
    return CHOICE.sub(lambda found: rng.choice(found[1].split("|")), text)


def pick_blocks(text: str, rng: Random) -> list[str]:
    """Split a text into blocks, leaving out some optional ones and all but one alternative."""
    blocks = []
    for block in text.strip().split("\n\n"):
        if block.startswith("? ") and rng.random() > KEEP_OPTIONAL:
            continue
        if block.startswith("~ "):
            block = rng.choice(block.split("\n"))
        blocks.append(choose(block.removeprefix("? ").removeprefix("~ "), rng))
    return blocks


def to_html(blocks: list[str]) -> str:
    """Return the blocks as HTML of the allowed kind."""
    return "".join(map(_block, blocks))


def _block(block: str) -> str:
    lines = block.split("\n")
    for prefix, tag in PREFIXES.items():
        if block.startswith(prefix):
            return f"<{tag}>{_inline(block.removeprefix(prefix))}</{tag}>"
    if block.startswith("> "):
        return f"<blockquote><p>{_inline(block.removeprefix('> '))}</p></blockquote>"
    if block.startswith("- "):
        return _list("ul", [line.removeprefix("- ") for line in lines])
    if block.startswith("1. "):
        return _list("ol", [line.partition(". ")[2] for line in lines])
    return f"<p>{'<br>'.join(map(_inline, lines))}</p>"


def _list(tag: str, items: list[str]) -> str:
    return f"<{tag}>{''.join(f'<li>{_inline(item)}</li>' for item in items)}</{tag}>"


def _inline(text: str) -> str:
    text = LINK.sub(r'<a href="\2">\1</a>', escape(text, quote=False))
    return EM.sub(r"<em>\1</em>", STRONG.sub(r"<strong>\1</strong>", text))
