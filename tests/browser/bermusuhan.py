"""Forty strings that would run if anything let them, and every text column they fit into."""

from __future__ import annotations

from django.apps import apps
from django.db import DatabaseError, models, transaction

OURS = ("accounts", "audit", "desk", "diseminasi", "images", "kegiatan", "komunitas")
OURS += ("notifications", "wilayah")
# Nobody's words: put together by the importer, with commas that the portal counts on; a hash.
MADE = ("nama_lengkap", "password")
# Each would set `window.__x`, open a dialog, or break out of where it stands.
STRINGS = (
    "<script>window.__x=1</script>",
    "<ScRiPt>window.__x=2</ScRiPt>",
    "</script><script>window.__x=3</script>",
    "</title><script>window.__x=4</script>",
    "</textarea><script>window.__x=5</script>",
    "</style><script>window.__x=6</script>",
    "--><script>window.__x=7</script>",
    "]]><script>window.__x=8</script>",
    "<img src=x onerror=window.__x=9>",
    '"><img src=x onerror=window.__x=10>',
    "'><img src=x onerror=window.__x=11>",
    '" onmouseover="window.__x=12',
    "' onfocus='window.__x=13' autofocus='",
    "` onload=`window.__x=14",
    "<svg onload=window.__x=15>",
    "<svg><script>window.__x=16</script>",
    "<svg><animate onbegin=window.__x=17>",
    "<body onload=window.__x=18>",
    "<iframe src=javascript:window.__x=19>",
    "<iframe srcdoc='<script>top.__x=20</script>'>",
    "<a href=javascript:window.__x=21>a</a>",
    "javascript:window.__x=22",
    "data:text/html,<script>window.__x=23</script>",
    "<object data=javascript:window.__x=24>",
    "<embed src=javascript:window.__x=25>",
    "<form action=javascript:window.__x=26><input type=submit>",
    "<input autofocus onfocus=window.__x=27>",
    "<details open ontoggle=window.__x=28>",
    "<video><source onerror=window.__x=29>",
    "<math><mtext><img src=x onerror=window.__x=30>",
    "<meta http-equiv=refresh content='0;url=javascript:window.__x=31'>",
    "<base href=//jahat.example/>",
    "<link rel=stylesheet href=//jahat.example/x.css>",
    "<style>@import '//jahat.example/x'</style>",
    "{{ 7|add:7 }}{% debug %}",
    "${alert(1)}#{alert(1)}",
    "%3Cscript%3Ewindow.__x=37%3C/script%3E",
    "\\u003cscript\\u003ewindow.__x=38\\u003c/script\\u003e",
    "&lt;script&gt;window.__x=39&lt;/script&gt;",
    "\u202e<script>window.__x=40</script>\u2066\u0300\u0489",
)


def text_columns():
    """Yield (model, field) of every column in which people's words stand."""
    for model in apps.get_models():
        if model._meta.app_label not in OURS or not model._meta.managed:
            continue
        for field in model._meta.concrete_fields:
            is_text = isinstance(field, models.CharField | models.TextField)
            is_word = is_text and not isinstance(field, models.SlugField | models.EmailField)
            is_fixed = field.choices or field.primary_key or field.unique or field.name in MADE
            if is_word and not is_fixed:
                yield model, field


def poison():
    """Write the strings straight into the rows; return the columns that took one, and others.

    What refuses is guarded by the database itself: keys, codes, addresses. Rich text cannot be
    written uncleaned at all: its column cleans whatever is stored.
    """
    taken, refused = [], []
    for number, (model, field) in enumerate(text_columns()):
        written = [_write(model, field, pk, number + n) for n, pk in enumerate(_keys(model))]
        if written:
            name = f"{model._meta.label}.{field.name}"
            (taken if any(written) else refused).append(name)
    return taken, refused


def _keys(model):
    return list(model._base_manager.order_by("pk").values_list("pk", flat=True)[:40])


def _write(model, field, pk, number):
    try:
        with transaction.atomic():
            rows = model._base_manager.filter(pk=pk)
            return bool(rows.update(**{field.name: _text_for(field, number)}))
    except DatabaseError:
        return False


def _text_for(field, number):
    """Return a string that fits; where there is room, all of them, beginning with another."""
    turned = STRINGS[number % len(STRINGS) :] + STRINGS[: number % len(STRINGS)]
    room = field.max_length or 4000
    text = ""
    for string in turned:
        if len(text) + len(string) < room:
            text = f"{text} {string}".strip()
    return text
