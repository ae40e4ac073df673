"""The statement that counts what happened in every region, month by month.

Most is counted per kabupaten/kota first and added up to the levels above. The KIM that
published are told apart per level, because one may write about its neighbours.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from kimportal.audit.models import CatatanAudit
from kimportal.rekap.decisions import MASUK, OBJEK, PUTUS, TERLAMA, working_days
from kimportal.template_tags import ZONA_WAKTU

MONTHS = """
WITH panjang(n) AS (VALUES (0), (2), (5)),
kalender AS (SELECT * FROM unnest(%(hari)s::date[], %(nomor)s::int[]) AS k(hari, nomor)),
terbuka AS MATERIALIZED (
    SELECT id, wilayah_id, jenis, verified_at,
        date_trunc('month', verified_at AT TIME ZONE 'Asia/Jakarta')::date AS bulan
    FROM komunitas_kim WHERE status = 'verified'
),
kabar AS MATERIALIZED (
    SELECT n.id, k.id AS kim_id, left(n.wilayah_id, 5) AS kode, left(k.wilayah_id, 5) AS asal,
        k.verified_at, n.jenis, n.adinda, n.published_at,
        date_trunc('month', n.published_at AT TIME ZONE 'Asia/Jakarta')::date AS bulan
    FROM kegiatan_naskah n JOIN kegiatan_kegiatan g ON g.id = n.kegiatan_id
    JOIN terbuka k ON k.id = g.kim_id WHERE n.status = 'published'
),
pertama AS (
    SELECT left(t.wilayah_id, 5) AS kode, min(t.bulan) AS bulan
    FROM terbuka t JOIN wilayah_wilayah w ON w.kode = t.wilayah_id
    WHERE t.jenis = 'desa' AND w.berakhir_pada IS NULL GROUP BY t.wilayah_id
),
terakhir AS (
    SELECT asal, verified_at, bulan, pada,
        lead(bulan) OVER (PARTITION BY kim_id ORDER BY bulan) AS nanti
    FROM (
        SELECT kim_id, asal, verified_at, bulan, max(published_at) AS pada
        FROM kabar GROUP BY 1, 2, 3, 4
    ) per_bulan
),
aktif AS (
    SELECT asal AS kode, b.bulan::date AS bulan
    FROM terakhir, generate_series(
        bulan::timestamp, coalesce(nanti - interval '1 month', %(bulan_lalu)s), interval '1 month'
    ) AS b(bulan)
    WHERE b.bulan <= %(bulan_lalu)s
        AND (b.bulan + interval '1 month') AT TIME ZONE 'Asia/Jakarta' > verified_at
        AND (b.bulan + interval '1 month') AT TIME ZONE 'Asia/Jakarta'
            <= pada + make_interval(days => %(hari_aktif)s)
),
riwayat AS (
    SELECT object_type, wilayah_kode, verb, actor_id, created_at,
        max(created_at) FILTER (WHERE verb = ANY(%(masuk)s)) OVER (
            PARTITION BY object_type, object_id ORDER BY created_at) AS masuk_pada
    FROM audit_catatanaudit
    WHERE object_type = ANY(%(objek)s) AND verb = ANY(%(masuk)s || %(putus)s)
),
keputusan AS (
    SELECT object_type, left(wilayah_kode, 5) AS kode, b.nomor - a.nomor AS lama,
        date_trunc('month', b.hari)::date AS bulan
    FROM riwayat
    JOIN kalender a ON a.hari = (masuk_pada AT TIME ZONE 'Asia/Jakarta')::date
    JOIN kalender b ON b.hari = (created_at AT TIME ZONE 'Asia/Jakarta')::date
    WHERE verb = ANY(%(putus)s) AND actor_id IS NOT NULL AND masuk_pada > created_at - %(terlama)s
),
dasar AS (
    SELECT 'jenis' AS hal, kode, bulan, jenis AS nama, count(*) AS jumlah
    FROM kabar GROUP BY 2, 3, 4
    UNION ALL SELECT 'adinda', kode, bulan, fungsi, count(*)
    FROM kabar, unnest(adinda) AS fungsi GROUP BY 2, 3, 4
    UNION ALL SELECT 'bidang', kode, bulan, b.slug, count(*)
    FROM kabar JOIN kegiatan_naskah_bidang nb ON nb.naskah_id = kabar.id
    JOIN komunitas_bidang b ON b.id = nb.bidang_id GROUP BY 2, 3, 4
    UNION ALL SELECT 'kim_baru', left(wilayah_id, 5), bulan, jenis, count(*)
    FROM terbuka GROUP BY 2, 3, 4
    UNION ALL SELECT 'kim_diajukan', left(wilayah_id, 5),
        date_trunc('month', submitted_at AT TIME ZONE 'Asia/Jakarta')::date, status, count(*)
    FROM komunitas_kim
    WHERE status NOT IN ('draft', 'verified') AND submitted_at IS NOT NULL GROUP BY 2, 3, 4
    UNION ALL SELECT 'desa_baru', kode, bulan, '', count(*) FROM pertama GROUP BY 2, 3
    UNION ALL SELECT 'aktif', kode, bulan, '', count(*) FROM aktif GROUP BY 2, 3
    UNION ALL SELECT 'lama_' || object_type, kode, bulan, lama::text, count(*)
    FROM keputusan GROUP BY 1, 2, 3, 4
),
hadir AS (
    SELECT kode, kim_id, bulan, lag(bulan) OVER (PARTITION BY kode, kim_id ORDER BY bulan) AS lalu
    FROM (
        SELECT DISTINCT left(kode, n) AS kode, kim_id, bulan
        FROM (SELECT DISTINCT kode, kim_id, bulan FROM kabar) k, panjang
    ) per_kim
),
semua AS (
    SELECT hal, left(kode, n) AS kode, bulan, nama, sum(jumlah)::int AS jumlah
    FROM dasar, panjang GROUP BY 1, 2, 3, 4
    UNION ALL SELECT 'berkabar', kode, bulan, coalesce(to_char(lalu, 'YYYY-MM'), ''), count(*)::int
    FROM hadir GROUP BY 2, 3, 4
),
per_hal AS (
    SELECT kode, bulan, hal, jsonb_object_agg(nama, jumlah) AS isi FROM semua GROUP BY 1, 2, 3
)
INSERT INTO rekap_rekapbulan (kode, bulan, angka)
SELECT kode, bulan, jsonb_object_agg(hal, isi) FROM per_hal GROUP BY 1, 2
"""


def months_values(now: datetime) -> dict[str, Any]:
    """Return what the statement needs to know of the day, of decisions and of "active"."""
    today = _day(now)
    first = CatatanAudit.objects.order_by("created_at").values_list("created_at", flat=True)[:1]
    days, numbers = working_days(min([today, *map(_day, first)]), today)
    return {
        "hari": days,
        "nomor": numbers,
        "objek": OBJEK,
        "masuk": MASUK,
        "putus": PUTUS,
        "terlama": TERLAMA,
        "hari_aktif": settings.KIM_HARI_AKTIF,
        "bulan_lalu": (today.replace(day=1) - timedelta(days=1)).replace(day=1),
    }


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONA_WAKTU[7][0]).date()
