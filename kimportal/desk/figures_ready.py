"""The figures of a region out of the ready counts (`kimportal.rekap`), as of the last refresh.

They know whole months of Indonesia, provinsi and kabupaten/kota; everything else is counted
on the spot (`figures_live`). Both say the same, which a test holds in every province.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from kegiatan.models import Adinda, JenisKegiatan
from kimportal.desk import figures
from kimportal.desk.figures import Berdiri, Kabar, Keadaan
from kimportal.desk.figures_decisions import LamaKeputusan, duration_of
from kimportal.desk.figures_live import Angka, Tolok
from kimportal.desk.figures_periods import Periode, today
from kimportal.rekap.models import RekapBulan, RekapWilayah
from komunitas.models import Bidang, StatusKim
from wilayah.querysets import PANJANG_KODE

# The numbers of a month by kind and name, and those of a region by month.
Sebulan = dict[str, dict[str, int]]
Bulanan = dict[date, Sebulan]


def read_ready(
    kode: str, parts: Collection[str], periode: Periode, daftar_bidang: Sequence[Bidang]
) -> Angka | None:
    """Return the figures of a region in two queries; None where they are not kept ready."""
    if not _is_kept(kode, periode):
        return None
    rekap = RekapWilayah.objects.in_bulk([kode, *parts])
    here = rekap.get(kode)
    if here is None:
        return None
    bulanan = _months([kode, *parts], periode.dari)
    own = bulanan.get(kode, {})
    return Angka(
        dihitung=here.dihitung_pada,
        keadaan=_stand(here, own, periode),
        per_bagian=_parts(kode, [rekap[c] for c in parts if c in rekap], bulanan, periode),
        bidang=[(b.nama, here.bidang.get(b.slug, 0)) for b in daftar_bidang],
        berdiri=_founding(here),
        kabar=_posts(own, periode, daftar_bidang),
        lama=_decisions(own, periode),
    )


def compare_ready(kode: str, periode: Periode) -> Tolok | None:
    """Return what the regions inside are compared with: what the region's own page says."""
    here = RekapWilayah.objects.filter(kode=kode).first() if _is_kept(kode, periode) else None
    if here is None:
        return None
    own = _months([kode], periode.dari).get(kode, {})
    return Tolok(_stand(here, own, periode), _decisions(own, periode))


def _is_kept(kode: str, periode: Periode) -> bool:
    """Tell whether the region is wide enough and the period one of whole months.

    Such a period begins with a month and ends with one, or not before today.
    """
    is_month_end = (periode.sampai + timedelta(days=1)).day == 1
    is_whole = periode.dari.day == 1 and (is_month_end or periode.sampai >= today())
    return is_whole and len(kode) <= PANJANG_KODE[2]


def _months(codes: Iterable[str], first: date) -> dict[str, Bulanan]:
    found: dict[str, Bulanan] = {}
    rows = RekapBulan.objects.filter(kode__in=codes, bulan__gte=first)
    for kode, bulan, angka in rows.values_list("kode", "bulan", "angka").order_by():
        found.setdefault(kode, {})[bulan] = angka
    return found


def _added(bulanan: Iterable[Sebulan], hal: str) -> Counter[str]:
    """Add up the numbers of one kind over months."""
    found: Counter[str] = Counter()
    for angka in bulanan:
        found.update(angka.get(hal, {}))
    return found


def _within(bulanan: Bulanan, periode: Periode) -> list[Sebulan]:
    return [angka for bulan, angka in bulanan.items() if bulan <= periode.sampai]


def _is_past(rekap: RekapWilayah, periode: Periode) -> bool:
    return periode.akhir <= rekap.dihitung_pada


def _stand(rekap: RekapWilayah, bulanan: Bulanan, periode: Periode) -> Keadaan:
    """Return how KIM stood at the period's end: those of now without those that came later."""
    found = Keadaan(
        status=Counter(rekap.status),
        jenis=Counter(rekap.jenis),
        desa=rekap.desa,
        desa_ber_kim=rekap.desa_ber_kim,
        kim_aktif=rekap.kim_aktif,
        kim_baru=_added(_within(bulanan, periode), "kim_baru").total(),
    )
    if _is_past(rekap, periode):
        later = [angka for bulan, angka in bulanan.items() if bulan > periode.sampai]
        newer = _added(later, "kim_baru")
        found.jenis.subtract(newer)
        found.status[StatusKim.VERIFIED] -= newer.total()
        found.status.subtract(_added(later, "kim_diajukan"))
        found.desa_ber_kim -= _added(later, "desa_baru")[""]
        found.kim_aktif = bulanan.get(periode.sampai.replace(day=1), {}).get("aktif", {}).get("", 0)
    return found


def _parts(
    kode: str, rows: list[RekapWilayah], bulanan: dict[str, Bulanan], periode: Periode
) -> dict[str, Keadaan]:
    """Return the parts that hold anything; months of kecamatan are few enough to be counted."""
    if len(kode) == PANJANG_KODE[2] and rows and _is_past(rows[0], periode):
        return figures.stand(PANJANG_KODE[3], kode, periode)
    return {
        row.kode: _stand(row, bulanan.get(row.kode, {}), periode)
        for row in rows
        if row.status or row.desa
    }


def _founding(rekap: RekapWilayah) -> Berdiri:
    counts = {int(tahun) if tahun else None: n for tahun, n in rekap.berdiri.items()}
    return figures.by_founding(counts)


def _posts(bulanan: Bulanan, periode: Periode, daftar_bidang: Iterable[Bidang]) -> Kabar:
    within = _within(bulanan, periode)
    jenis, adinda, bidang = (_added(within, hal) for hal in ("jenis", "adinda", "bidang"))
    # Whoever published before in the period is counted there.
    first = f"{periode.dari:%Y-%m}"
    before = _added(within, "berkabar")
    return Kabar(
        per_bulan=[
            (bulan, sum(bulanan.get(bulan, {}).get("jenis", {}).values()))
            for bulan in periode.daftar_bulan
        ],
        per_jenis=[(str(j.label), jenis[j]) for j in JenisKegiatan],
        per_adinda=[(str(a.label), adinda[a.value]) for a in Adinda],
        per_bidang=[(b.nama, bidang[b.slug]) for b in daftar_bidang],
        kim=sum(n for bulan, n in before.items() if bulan < first),
    )


def _decisions(bulanan: Bulanan, periode: Periode) -> dict[str, LamaKeputusan]:
    within = _within(bulanan, periode)
    return {kind: duration_of(_added(within, f"lama_{kind}")) for kind in ("naskah", "kim")}
