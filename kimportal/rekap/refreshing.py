"""Counting everything anew: one statement per table, in one transaction.

Readers see the old counts until the new ones are complete.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from kimportal.rekap.grid import FINEST, LEVELS, SOUTH, WEST, size
from kimportal.rekap.models import (
    SEMUA_KIM,
    SEPI,
    TANPA_KIM,
    RekapBulan,
    RekapSel,
    RekapTitik,
    RekapWilayah,
)
from kimportal.rekap.months import MONTHS, months_values

# One refresh at a time; the second one waits and then finds everything new.
LOCK = 0x72656B61

# What lies in a region is found by the first 0, 2, 5 or 8 characters of the village's code.
REGIONS = """
WITH panjang(n) AS (VALUES (0), (2), (5), (8)),
terbuka AS (
    SELECT id, wilayah_id, jenis, tahun_berdiri, last_activity_at >= %(aktif)s AS aktif,
        coalesce(last_activity_at, verified_at) AS sejak
    FROM komunitas_kim WHERE status = 'verified'
),
per_kim AS (
    SELECT left(wilayah_id, n) AS kode, count(*) AS kim, count(*) FILTER (WHERE aktif) AS aktif,
        count(*) FILTER (WHERE sejak < %(sepi60)s) AS s60,
        count(*) FILTER (WHERE sejak < %(sepi90)s) AS s90,
        count(*) FILTER (WHERE sejak < %(sepi180)s) AS s180
    FROM terbuka, panjang GROUP BY 1
),
desa AS (
    SELECT left(kode, n) AS kode, count(*) AS desa, count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM terbuka WHERE wilayah_id = w.kode AND jenis = 'desa')) AS ber_kim
    FROM wilayah_wilayah w, panjang
    WHERE tingkat = 4 AND berakhir_pada IS NULL GROUP BY 1
),
bagian AS (
    SELECT left(kode, n) AS kode, count(*) FILTER (WHERE jenis = 'kabupaten') AS kabupaten,
        count(*) FILTER (WHERE jenis = 'kota') AS kota, count(*) FILTER (WHERE tingkat = 3) AS kec
    FROM wilayah_wilayah w JOIN panjang ON length(kode) > n
    WHERE tingkat IN (2, 3) AND berakhir_pada IS NULL GROUP BY 1
),
kabar_desa AS (
    SELECT n.wilayah_id, count(*) AS semua,
        count(*) FILTER (WHERE n.published_at >= %(hari30)s) AS h30,
        count(*) FILTER (WHERE n.published_at >= %(hari90)s) AS h90,
        count(*) FILTER (WHERE n.published_at >= %(hari365)s) AS h365
    FROM kegiatan_naskah n JOIN kegiatan_kegiatan g ON g.id = n.kegiatan_id
    JOIN komunitas_kim k ON k.id = g.kim_id
    WHERE n.status = 'published' AND k.status = 'verified' GROUP BY 1
),
kabar AS (
    SELECT left(wilayah_id, n) AS kode, sum(semua) AS semua, sum(h30) AS h30, sum(h90) AS h90,
        sum(h365) AS h365
    FROM kabar_desa, panjang GROUP BY 1
),
menurut AS (
    SELECT 'bidang' AS hal, t.wilayah_id, b.slug AS nama
    FROM terbuka t JOIN komunitas_kim_bidang kb ON kb.kim_id = t.id
    JOIN komunitas_bidang b ON b.id = kb.bidang_id
    UNION ALL SELECT 'jenis', wilayah_id, jenis FROM terbuka
    UNION ALL SELECT 'berdiri', wilayah_id, coalesce(tahun_berdiri::text, '') FROM terbuka
    UNION ALL SELECT 'status', wilayah_id, status FROM komunitas_kim WHERE status <> 'draft'
),
per_nama AS (
    SELECT left(wilayah_id, n) AS kode, hal, nama, count(*) AS kim
    FROM menurut, panjang GROUP BY 1, 2, 3
),
rincian AS (
    SELECT kode, jsonb_object_agg(nama, kim) FILTER (WHERE hal = 'bidang') AS bidang,
        jsonb_object_agg(nama, kim) FILTER (WHERE hal = 'jenis') AS jenis,
        jsonb_object_agg(nama, kim) FILTER (WHERE hal = 'berdiri') AS berdiri,
        jsonb_object_agg(nama, kim) FILTER (WHERE hal = 'status') AS status
    FROM per_nama GROUP BY 1
)
INSERT INTO rekap_rekapwilayah (kode, kim, kim_aktif, sepi_60, sepi_90, sepi_180, kabupaten, kota,
    kecamatan, desa, desa_ber_kim, kabar, kabar_30, kabar_90, kabar_365, bidang, jenis, berdiri,
    status, dihitung_pada)
SELECT w.kode, coalesce(per_kim.kim, 0), coalesce(per_kim.aktif, 0), coalesce(per_kim.s60, 0),
    coalesce(per_kim.s90, 0), coalesce(per_kim.s180, 0), coalesce(bagian.kabupaten, 0),
    coalesce(bagian.kota, 0), coalesce(bagian.kec, 0), coalesce(desa.desa, 0),
    coalesce(desa.ber_kim, 0), coalesce(kabar.semua, 0), coalesce(kabar.h30, 0),
    coalesce(kabar.h90, 0), coalesce(kabar.h365, 0), coalesce(rincian.bidang, '{}'),
    coalesce(rincian.jenis, '{}'), coalesce(rincian.berdiri, '{}'),
    coalesce(rincian.status, '{}'), %(kini)s
FROM (SELECT kode FROM wilayah_wilayah WHERE tingkat < 4 UNION ALL SELECT '') w
LEFT JOIN per_kim USING (kode) LEFT JOIN bagian USING (kode) LEFT JOIN desa USING (kode)
LEFT JOIN kabar USING (kode) LEFT JOIN rincian USING (kode)
"""
MARKS = """
WITH tanda AS (
    SELECT k.id AS kim_id, k.wilayah_id, coalesce(k.lat, w.lat) AS lat,
        coalesce(k.lon, w.lon) AS lon, array_prepend(%(semua)s::varchar, ARRAY(
            SELECT b.slug FROM komunitas_kim_bidang kb JOIN komunitas_bidang b
            ON b.id = kb.bidang_id WHERE kb.kim_id = k.id ORDER BY b.slug)) AS lapis
    FROM komunitas_kim k JOIN wilayah_wilayah w ON w.kode = k.wilayah_id
    WHERE k.status = 'verified'
    UNION ALL
    SELECT NULL, w.kode, w.lat, w.lon, ARRAY[%(tanpa)s::varchar] FROM wilayah_wilayah w
    WHERE w.tingkat = 4 AND w.berakhir_pada IS NULL AND NOT EXISTS (
        SELECT 1 FROM komunitas_kim k
        WHERE k.wilayah_id = w.kode AND k.status = 'verified' AND k.jenis = 'desa')
)
INSERT INTO rekap_rekaptitik (kim_id, wilayah_id, lat, lon, baris, lajur, lapis)
SELECT kim_id, wilayah_id, lat, lon, floor((lat - %(selatan)s) / %(sisi)s),
    floor((lon - %(barat)s) / %(sisi)s), lapis
FROM tanda WHERE lat IS NOT NULL ORDER BY 5, 6
"""
CELLS = """
INSERT INTO rekap_rekapsel (lapis, tingkat, baris, lajur, jumlah, lat, lon)
SELECT l, tingkat, baris >> (%(terhalus)s - tingkat), lajur >> (%(terhalus)s - tingkat),
    count(*), avg(lat), avg(lon)
FROM rekap_rekaptitik, unnest(lapis) AS l, generate_series(0, %(terhalus)s) AS tingkat
GROUP BY 1, 2, 3, 4
"""


def refresh_counts(*, now: datetime | None = None) -> datetime:
    """Count everything anew and return the moment the counts are of; may run twice."""
    now = now or timezone.now()
    values: dict[str, Any] = {
        "kini": now,
        "aktif": now - timedelta(days=settings.KIM_HARI_AKTIF),
        **{f"hari{days}": now - timedelta(days=days) for days in (30, 90, 365)},
        **{f"sepi{days}": now - timedelta(days=days) for days in SEPI},
        **months_values(now),
        "semua": SEMUA_KIM,
        "tanpa": TANPA_KIM,
        "barat": WEST,
        "selatan": SOUTH,
        "sisi": size(FINEST),
        "terhalus": LEVELS - 1,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        for model, statement in (
            (RekapWilayah, REGIONS),
            (RekapBulan, MONTHS),
            (RekapTitik, MARKS),
            (RekapSel, CELLS),
        ):
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608
            cursor.execute(statement, values)
    return now
