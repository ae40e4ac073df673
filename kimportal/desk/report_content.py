"""What a report shows of the figures: charts, a table for spreadsheets, a text for WhatsApp."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from kimportal.desk.charts import Grafik, bars, columns, months
from kimportal.desk.figures_decisions import LamaKeputusan
from kimportal.desk.figures_region import Statistik
from kimportal.rekap.shares import Bagian
from kimportal.template_tags import alamat_lengkap, angka

KEPUTUSAN = {"naskah": "Kabar", "kim": "Verifikasi KIM"}
KOLOM = ["Bagian", "Butir", "Nilai", "Persen", "Keterangan"]


def charts_of(s: Statistik) -> dict[str, Grafik]:
    """Return the charts of a region, by what they show."""
    posts = f"kabar, {s.periode.label.lower()}"
    made = [
        bars("status", "KIM menurut status", s.per_status, kolom="Status", satuan="KIM"),
        bars("jenis", "KIM menurut jenis", s.per_jenis, kolom="Jenis", satuan="KIM"),
        bars(
            "bidang",
            "KIM menurut bidang",
            s.bidang,
            kolom="Bidang",
            satuan="KIM",
            catatan="Satu KIM boleh punya beberapa bidang.",
        ),
        _founding(s),
        months("bulan", "Kabar terbit per bulan", s.kabar.per_bulan, satuan=posts),
        bars(
            "adinda",
            "Kabar menurut fungsi ADINDA",
            s.kabar.per_adinda,
            kolom="Fungsi",
            satuan=posts,
            catatan="Satu kabar boleh punya beberapa fungsi.",
        ),
        bars(
            "kabar-bidang",
            "Kabar menurut bidang",
            s.kabar.per_bidang,
            kolom="Bidang",
            satuan=posts,
            catatan="Satu kabar boleh punya beberapa bidang.",
        ),
    ]
    return {grafik.kunci.replace("-", "_"): grafik for grafik in made}


def _founding(s: Statistik) -> Grafik:
    return columns(
        "berdiri",
        "KIM menurut tahun berdiri",
        [(str(tahun), jumlah) for tahun, jumlah in s.berdiri.per_tahun],
        kolom="Tahun",
        satuan="KIM",
        singkat=[str(tahun) for tahun, _ in s.berdiri.per_tahun],
        catatan=(
            f"{angka(s.berdiri.sebelumnya)} KIM berdiri sebelum {s.berdiri.per_tahun[0][0]}; "
            f"{angka(s.berdiri.tak_diketahui)} KIM belum mengisi tahun berdiri."
        ),
    )


def comparison_of(s: Statistik) -> list[tuple[str, str, str, str, str]]:
    """Return rates of the region beside those of the level above, each with its base."""
    if s.induk is None:
        return []
    shares = [
        ("Desa ber-KIM", s.keadaan.cakupan, s.induk.keadaan.cakupan),
        ("KIM aktif", s.keadaan.aktif, s.induk.keadaan.aktif),
    ]
    rows = [
        (name, own.persen_teks, own.rincian, above.persen_teks, above.rincian)
        for name, own, above in shares
    ]
    for kind, name in KEPUTUSAN.items():
        own, above = s.lama[kind], s.induk.lama[kind]
        rows.append((f"Lama keputusan: {name}", *_median_with_base(own), *_median_with_base(above)))
    return rows


def _median_with_base(lama: LamaKeputusan) -> tuple[str, str]:
    return lama.median_teks, f"{angka(lama.jumlah)} keputusan"


def table_of(s: Statistik) -> list[list[Any]]:
    """Return every figure as rows of `KOLOM`, for a spreadsheet."""
    k = s.keadaan
    rows: list[list[Any]] = [
        ["Ringkasan", "Wilayah", s.nama, "", s.kode],
        [
            "Ringkasan",
            "Periode",
            s.periode.label,
            "",
            f"{s.periode.dari} sampai {s.periode.sampai}",
        ],
        ["Ringkasan", "KIM terverifikasi", k.kim, "", ""],
        _share("Ringkasan", "KIM aktif", k.aktif, s.definisi_aktif),
        ["Ringkasan", "KIM tidak aktif", k.kim_tidak_aktif, "", ""],
        _share("Ringkasan", "Desa ber-KIM", k.cakupan, s.definisi_cakupan),
        ["Ringkasan", "Desa tanpa KIM", k.desa_tanpa_kim, "", ""],
        ["Ringkasan", "KIM baru dalam periode", k.kim_baru, "", ""],
        ["Ringkasan", "Kabar terbit dalam periode", s.kabar.jumlah, "", ""],
        ["Ringkasan", "KIM yang menerbitkan kabar", s.kabar.kim, "", ""],
    ]
    for grafik in charts_of(s).values():
        rows += [
            [grafik.judul, name, value, "", n_note] for (name, value), n_note in _noted(grafik)
        ]
    rows += [["Jenis kabar", name, value, "", ""] for name, value in s.kabar.per_jenis]
    for kind, name in KEPUTUSAN.items():
        lama, title = s.lama[kind], f"Lama keputusan: {name}"
        base = f"{lama.jumlah} keputusan"
        rows.append([title, "Median", lama.median_teks, "", base])
        rows.append([title, "90% paling lama", lama.p90_teks, "", base])
    for wilayah, part in s.bagian:
        rows.append(["Bagian wilayah: KIM", wilayah.sebutan, part.kim, "", wilayah.kode])
        rows.append(_share("Bagian wilayah: desa ber-KIM", wilayah.sebutan, part.cakupan, ""))
        rows.append(_share("Bagian wilayah: KIM aktif", wilayah.sebutan, part.aktif, ""))
    return rows


def _noted(grafik: Grafik) -> list[tuple[tuple[str, int], str]]:
    return [(pair, grafik.catatan if n == 0 else "") for n, pair in enumerate(grafik.nilai)]


def _share(bagian: str, butir: str, share: Bagian, note: str) -> list[Any]:
    percent = round(share.persen, 1) if share.persen is not None else "–"
    return [bagian, butir, share.jumlah, percent, f"dari {angka(share.dasar)}. {note}".strip()]


def whatsapp_text(s: Statistik) -> str:
    """Return the monthly report in a few lines, with WhatsApp's marks."""
    k, lama = s.keadaan, s.lama["naskah"]
    lines = [
        f"*Laporan KIM {s.nama}, {s.periode.label}*",
        "",
        f"KIM terverifikasi: {angka(k.kim)} (baru: {angka(k.kim_baru)})",
        f"KIM aktif: {_told(k.aktif)}",
        f"Desa/kelurahan ber-KIM: {_told(k.cakupan)}",
        f"Kabar terbit: {angka(s.kabar.jumlah)}, dari {angka(s.kabar.kim)} KIM",
    ]
    if lama.is_cukup:
        lines.append(
            f"Lama keputusan kabar (median): {lama.median_teks}, "
            f"dari {angka(lama.jumlah)} keputusan"
        )
    address = reverse("statistik:region", args=[s.kode]) if s.kode else reverse("statistik:nation")
    return "\n".join([*lines, "", f"Selengkapnya: {alamat_lengkap(address)}"])


def _told(share: Bagian) -> str:
    return f"{share.rincian} ({share.persen_teks})" if share.persen is not None else share.rincian
