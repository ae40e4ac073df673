"""The report on reach is two sheets of A4, however much there is to tell."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from diseminasi.models import Kanal, LaporanPenyebaran, Ralat
from diseminasi.reach_refreshing import mark_all, refresh_reach
from diseminasi.tasks import deliver
from tests.browser.test_tampilan import SITE, serve
from tests.desk.nation import provinces
from tests.diseminasi.messages import released
from tests.factories import KimFactory
from wilayah.models import Wilayah

# The longest names of the official list, and more parts than any of its regions has.
KABKOTA, KECAMATAN, DESA = (
    "Kabupaten Kepulauan Siau Tagulandang Biaro",
    "Buay Pematang Ribu Ranau Tengah",
    "Kampuang Tanjuang Koto Mambang Sungai Durian",
)
KAB, KEC = "71.09", "71.09.01"
JUDUL = ("Waspada banjir bandang dan tanah longsor di kecamatan pegunungan " * 3)[:150]


def region(kode: str, nama: str, jenis: str, lengkap: str) -> Wilayah:
    above = kode.rpartition(".")[0] or None
    level = kode.count(".") + 1
    return Wilayah(
        kode=kode,
        nama=nama,
        jenis=jenis,
        tingkat=level,
        induk_id=above,
        nama_lengkap=lengkap,
        lat=2.7,
        lon=125.4,
        zona=8,
    )


@pytest.fixture
def wide(cast):
    """A message of the nation: every province, a kabupaten of 51 kecamatan, one of 108 villages."""
    rows = [region(kode, nama, "provinsi", nama) for kode, nama in provinces()]
    for kode, nama in provinces():
        for part, jenis in ((".88", "kabupaten"), (".88.01", "kecamatan"), (".88.01.2001", "desa")):
            rows.append(region(kode + part, f"{DESA} {nama}", jenis, f"{DESA} {nama}"))
    lengkap = f"{KABKOTA}, Provinsi Sulawesi Utara"
    rows.append(region(KAB, KABKOTA, "kabupaten", lengkap))
    for n in range(1, 52):
        kode = f"{KAB}.{n:02d}"
        rows.append(region(kode, f"{KECAMATAN} {n}", "kecamatan", f"{KECAMATAN} {n}, {lengkap}"))
        for v in range(1, 109 if n == 1 else 4):
            nama = f"{DESA} {v}"
            desa = f"{nama}, Kecamatan {KECAMATAN} {n}, {lengkap}"
            rows.append(region(f"{kode}.2{v:03d}", nama, "desa", desa))
    Wilayah.objects.bulk_create(rows, ignore_conflicts=True)
    kims = [KimFactory(verified=True, wilayah_id=f"{KAB}.{n:02d}.2001") for n in range(1, 31)]
    info = released(cast.pusat, None, judul=JUDUL, sumber="Kementerian " * 16)
    deliver(info.pk)
    today = timezone.localdate()
    LaporanPenyebaran.objects.bulk_create(
        LaporanPenyebaran(
            info=info,
            kim=kim,
            wilayah_id=kim.wilayah_id,
            kanal=Kanal.values[n % len(Kanal.values)],
            tanggal=today - timedelta(days=n),
        )
        for n, kim in enumerate(kims)
    )
    Ralat.objects.bulk_create(
        Ralat(info=info, nomor=n, jenis="ralat", penjelasan="Tanggalnya keliru.", oleh=cast.pusat)
        for n in range(1, 13)
    )
    mark_all()
    refresh_reach()
    return info


@pytest.mark.parametrize("kode", ["", "71", KAB, KEC], ids=["nasional", "provinsi", "kab", "kec"])
def test_two_sheets_hold_many_regions_with_long_names(kode, wide, client, context, page):
    address = f"{wide.get_absolute_url()}jangkauan/laporan/"
    html = client.get(address, {"wilayah": kode} if kode else {}).content.decode()
    assert "Dari sasaran sampai warga" in html
    serve(context, {"/laporan": html})
    page.goto(f"{SITE}/laporan")

    pdf = PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))

    texts = [" ".join(sheet.extract_text().split()) for sheet in pdf.pages]
    assert len(texts) == 2
    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]
    assert "Dari sasaran sampai warga" in texts[0]
    assert "Hari-hari terakhir" in texts[0]
    assert re.search(r"Desa yang belum terjangkau .*Satu desa dihitung sekali", texts[1])
    if not kode:
        assert all(nama in texts[1] for _, nama in provinces())
