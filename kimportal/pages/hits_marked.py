"""The KIM and posts of one page of hits, with the passages that match.

Scoped searches found their keys. What is shown of them is asked for in plain SQL: the ORM takes
longer to write these two questions than PostgreSQL to answer them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kegiatan.models import Naskah
from kimportal.search import MARKS, short_name
from komunitas.models import Kim

_PASSAGE = f"{MARKS}, MaxWords=26, MinWords=12, ShortWord=2"
_WHOLE = f"{MARKS}, HighlightAll=true"
# As `words_query` has it.
_SOUGHT = """(
    SELECT CASE %(q)s WHEN %(short)s THEN websearch_to_tsquery('indonesian', %(q)s)
    ELSE websearch_to_tsquery('indonesian', %(q)s)
        || websearch_to_tsquery('indonesian', %(short)s) END AS kata
) AS dicari"""
_KIM = f"""
    SELECT id, kim.nama, slug, last_activity_at, bidang_ids, nama_lengkap,
        ts_rank(cari, kata) AS rank, word_similarity(%(short)s, nama_cari) AS mirip,
        ts_headline('indonesian', regexp_replace(
            concat(potensi, ' ', visi, ' ', prestasi), '<[^>]*>', ' ', 'g'
        ), kata, %(passage)s) AS petikan
    FROM komunitas_kim AS kim JOIN wilayah_wilayah ON kode = wilayah_id, {_SOUGHT}
    WHERE id = ANY(%(keys)s)
"""  # noqa: S608 made of constants
_KABAR = f"""
    SELECT naskah.id, kegiatan_id, kegiatan.slug, naskah.jenis, judul, ringkasan, tanggal,
        naskah.bidang_ids, kim.nama AS nama_kim, nama_lengkap, ts_rank(naskah.cari, kata) AS rank,
        ts_headline('indonesian', regexp_replace(judul, '<[^>]*>', ' ', 'g'), kata, %(whole)s)
            AS judul_petikan,
        ts_headline('indonesian', regexp_replace(
            concat(ringkasan, ' ', isi), '<[^>]*>', ' ', 'g'
        ), kata, %(passage)s) AS petikan
    FROM kegiatan_naskah AS naskah JOIN kegiatan_kegiatan AS kegiatan ON kegiatan.id = kegiatan_id
    JOIN komunitas_kim AS kim ON kim.id = kim_id
    JOIN wilayah_wilayah ON kode = naskah.wilayah_id, {_SOUGHT}
    WHERE naskah.id = ANY(%(keys)s)
"""  # noqa: S608 made of constants


def load_kim(keys: list[int], q: str) -> list[Any]:
    """Return the KIM of these keys in their order, with what their hits show."""
    return in_order(Kim.objects.raw(_KIM, _values(keys, q)), keys)


def load_kabar(keys: list[int], q: str) -> list[Any]:
    """Return the versions of posts of these keys in their order, with what their hits show."""
    return in_order(Naskah.objects.raw(_KABAR, _values(keys, q)), keys)


def in_order(rows: Iterable[Any], keys: list[Any]) -> list[Any]:
    found = {row.pk: row for row in rows}
    return [found[key] for key in keys if key in found]


def _values(keys: list[int], q: str) -> dict[str, Any]:
    short = short_name(q)
    return {"keys": keys, "q": q, "short": short, "passage": _PASSAGE, "whole": _WHOLE}
