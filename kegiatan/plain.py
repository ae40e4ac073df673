"""The plain box: text with marks as on WhatsApp, to the HTML of a post and back.

    *tebal*  _miring_  "- " and "1. " lists  "> " quote  "# " and "## " headings
    blank line = new paragraph, line break = line break, bare links, [kata](https://…)

Plain text cannot say everything that HTML can. `merge` therefore keeps every block that was
not touched as it is, so that opening and saving a text in the plain box changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from kegiatan.prose import sanitise

_MARKS = {"strong": "*", "em": "_"}
_BLOCKS = {"p", "h2", "h3", "ul", "ol", "blockquote"}
_HEADINGS = {"h2": "# ", "h3": "## "}

# Nobody writes deeper; beyond, marks and tags are taken as text.
MAX_DEPTH = 40
MAX_QUOTES = 3

_ITEM = re.compile(r"( *)(?:([-•])|(\d{1,3})[.)]) +(.*)")
_LINK = re.compile(r"\[([^\[\]\n]+)\]\((https?://[^\s()]+)\)|(https?://[^\s<>\"]+)")
# A private-use character stands for a link while marks are looked for.
_PLACE = "\ue000"
_TRAILING = ".,;:!?)*_'”’"
# As on WhatsApp: a mark opens after a boundary and closes before one.
_STRONG = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])")
_EM = re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]*[^\s_])_(?![\w_])")


@dataclass
class _Node:
    tag: str
    href: str = ""
    children: list[_Node | str] = field(default_factory=list)


class _Tree(HTMLParser):
    """Reads sanitised HTML into nodes, and remembers the source of each top-level block."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Node("")
        self.open = [self.root]
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = _Node(tag, href=dict(attrs).get("href") or "")
        self.open[-1].children.append(node)
        if tag != "br" and len(self.open) < MAX_DEPTH:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def to_plain(html: str) -> str:
    """Return sanitised `html` as plain text with marks."""
    return "\n\n".join(text for text, _ in _blocks(html))


def to_html(plain: str) -> str:
    """Return plain text with marks as sanitised HTML."""
    return sanitise("".join(_html_blocks(plain)))


def merge(plain: str, html: str) -> str:
    """Return `plain` as HTML, every block that `html` has already in the very same form."""
    plain = clean_plain(plain)
    if plain == clean_plain(to_plain(html)):
        return html
    known: dict[str, list[str]] = {}
    for text, source in _blocks(html):
        known.setdefault(clean_plain(text), []).append(source)
    parts = []
    for block in _plain_blocks(plain):
        kept = known.get(block)
        parts.append(kept.pop(0) if kept else to_html(block))
    return "".join(parts)


def clean_plain(text: str) -> str:
    """Return the text with plain line ends, no trailing blanks and single blank lines."""
    text = re.sub(r"\r\n?", "\n", text).replace(_PLACE, "")
    lines = [line.rstrip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


# HTML -> plain


def _blocks(html: str) -> list[tuple[str, str]]:
    """Return (plain text, HTML) of every top-level block that says something."""
    loose: list[_Node | str] = []
    found: list[tuple[str, str]] = []

    def flush() -> None:
        if text := _inline(loose).strip():
            found.append((text, "".join(map(_source, loose))))
        loose.clear()

    for child in _Tree(html).root.children:
        if isinstance(child, _Node) and child.tag in _BLOCKS:
            flush()
            if text := _block(child):
                found.append((text, _source(child)))
        else:
            loose.append(child)
    flush()
    return found


def _source(node: _Node | str) -> str:
    """Return a node as the sanitiser writes it."""
    if isinstance(node, str):
        return escape(node, quote=False).replace("\xa0", "&nbsp;")
    if node.tag == "br":
        return "<br>"
    inner = "".join(map(_source, node.children))
    attribute = f' href="{escape(node.href)}" rel="nofollow ugc noopener"' if node.href else ""
    return f"<{node.tag}{attribute}>{inner}</{node.tag}>"


def _block(node: _Node) -> str:
    if node.tag in ("ul", "ol"):
        return "\n".join(_list(node, 0))
    if node.tag == "blockquote":
        lines = _flow(node.children).split("\n")
        return "\n".join(f"> {line}".rstrip() for line in lines)
    return _HEADINGS.get(node.tag, "") + _inline(node.children).strip()


def _flow(children: list[_Node | str]) -> str:
    """Return what a quote or a list item holds: paragraphs, or text without any."""
    parts: list[str] = []
    loose: list[_Node | str] = []
    for child in [*children, _Node("p")]:
        if isinstance(child, _Node) and child.tag in _BLOCKS:
            parts += [_inline(loose).strip(), _block(child)]
            loose = []
        else:
            loose.append(child)
    return "\n\n".join(part for part in parts if part)


def _list(node: _Node, depth: int) -> list[str]:
    lines: list[str] = []
    items = [c for c in node.children if isinstance(c, _Node) and c.tag == "li"]
    for number, item in enumerate(items, start=1):
        mark = f"{number}. " if node.tag == "ol" else "- "
        inner = [c for c in item.children if not (isinstance(c, _Node) and c.tag in ("ul", "ol"))]
        nested = [c for c in item.children if isinstance(c, _Node) and c.tag in ("ul", "ol")]
        text = re.sub(r"\s*\n\s*", " ", _flow(inner))
        lines.append("  " * depth + mark + text)
        for child in nested:
            lines += _list(child, depth + 1)
    return lines


def _inline(children: list[_Node | str]) -> str:
    """Return running text with marks; only `<br>` makes a new line."""
    parts = []
    for child in children:
        if isinstance(child, str):
            parts.append(re.sub(r"[ \t\r\n]+", " ", child))
        elif child.tag == "br":
            parts.append("\n")
        else:
            parts.append(_marked(child))
    return re.sub(r" *\n *", "\n", "".join(parts))


def _marked(node: _Node) -> str:
    inner = _inline(node.children)
    text = inner.strip()
    if not text:
        return inner
    if node.tag == "a":
        marked = text if text == node.href else f"[{text}]({node.href})"
    else:
        mark = _MARKS.get(node.tag, "")
        # A mark does not reach over a line break.
        marked = "\n".join(f"{mark}{line}{mark}" if line else "" for line in text.split("\n"))
    start, end = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    return start + marked + end


# plain -> HTML


def _plain_blocks(plain: str) -> list[str]:
    """Split at blank lines; headings, lists and quotes also end where their lines end."""
    blocks: list[list[str]] = []
    kind = ""
    for line in clean_plain(plain).split("\n"):
        now = _kind(line)
        if now and now == kind and now != "heading":
            blocks[-1].append(line)
        elif now:
            blocks.append([line])
        kind = now
    return ["\n".join(lines) for lines in blocks]


def _kind(line: str) -> str:
    if not line.strip():
        return ""
    if line.startswith(("# ", "## ")):
        return "heading"
    if line.startswith(">"):
        return "quote"
    return "list" if _ITEM.fullmatch(line) else "text"


def _html_blocks(plain: str, quotes: int = 0) -> list[str]:
    return [_html_block(block, quotes) for block in _plain_blocks(plain)]


def _html_block(block: str, quotes: int) -> str:
    kind = _kind(block.split("\n", 1)[0])
    lines = block.split("\n")
    if kind == "heading":
        tag = "h3" if block.startswith("## ") else "h2"
        return f"<{tag}>{_html_inline(block.lstrip('#').strip())}</{tag}>"
    if kind == "quote" and quotes < MAX_QUOTES:
        inner = "\n".join(line[1:].removeprefix(" ") for line in lines)
        return f"<blockquote>{''.join(_html_blocks(inner, quotes + 1))}</blockquote>"
    if kind == "list":
        return _html_list([_item(line) for line in lines])
    return f"<p>{'<br>'.join(_html_inline(line.strip()) for line in lines)}</p>"


def _item(line: str) -> tuple[int, str, str]:
    """Return (depth, "ul" or "ol", text) of a list line."""
    indent, _, number, text = _ITEM.fullmatch(line).groups()  # type: ignore[union-attr]
    return len(indent) // 2, "ol" if number else "ul", text


def _html_list(items: list[tuple[int, str, str]]) -> str:
    """Return the items as lists, deeper ones inside the item above them."""
    html = ""
    open_tag = ""
    base = items[0][0]
    at = 0
    while at < len(items):
        _, tag, text = items[at]
        end = at + 1
        while end < len(items) and items[end][0] > base:
            end += 1
        if tag != open_tag:
            html += f"</{open_tag}><{tag}>" if open_tag else f"<{tag}>"
            open_tag = tag
        nested = _html_list(items[at + 1 : end]) if end > at + 1 else ""
        html += f"<li>{_html_inline(text)}{nested}</li>"
        at = end
    return f"{html}</{open_tag}>"


def _html_inline(text: str) -> str:
    """Return one line with its links and marks; a link is never read for marks."""
    parts, at = [], 0
    links: list[str] = []
    for found in _LINK.finditer(text):
        words, href, bare = found.groups()
        end = found.end()
        if bare:
            href = words = bare.rstrip(_TRAILING)
            end = found.start() + len(href)
        if len(href) <= len("https://"):
            continue
        inner = escape(words, quote=False) if bare else _marks(escape(words, quote=False))
        links.append(f'<a href="{escape(href)}">{inner}</a>')
        parts += [text[at : found.start()], _PLACE]
        at = end
    parts.append(text[at:])
    html = _marks(escape("".join(parts), quote=False))
    for link in links:
        html = html.replace(_PLACE, link, 1)
    return html


def _marks(text: str) -> str:
    return _EM.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", text))
