"""Static files and photos, which nginx hands out by itself."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from komunitas.models import SuratKeputusan


@pytest.fixture
def gaya(pembaca, regions) -> str:
    return re.search(r'href="(/static/css/[^"]+\.css)"', pembaca.get("/tentang/").teks)[1]


@pytest.mark.parametrize(
    ("encoding", "expected"), [("br, gzip", "br"), ("gzip", "gzip"), ("", None)]
)
def test_static_files_come_as_small_as_the_browser_takes(encoding, expected, pembaca, gaya):
    answer = pembaca.get(gaya, Accept_Encoding=encoding)

    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == expected
    assert answer.headers["Content-Type"].startswith("text/css")


def test_static_files_are_kept_for_good_and_guarded(pembaca, gaya):
    headers = pembaca.get(gaya).headers

    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Set-Cookie"] is None


def test_a_file_without_a_hash_in_its_name_may_change(pembaca):
    assert "immutable" not in pembaca.get("/static/img/favicon.ico").headers["Cache-Control"]


def test_a_private_file_comes_from_nginx_to_those_whom_a_view_allows(pembaca, client, cast, kim):
    pdf = SimpleUploadedFile("sk.pdf", b"%PDF-1.7 isi")
    sk = SuratKeputusan.objects.create(
        kim=kim, nomor="1", penerbit="Lurah", tanggal="2020-01-01", berkas=pdf
    )
    path = f"/kelola/kim/{kim.pk}/sk/{sk.pk}/"
    client.force_login(cast.ketua)
    cookie = f"sessionid={client.cookies['sessionid'].value}"

    answer = pembaca.get(path, Cookie=cookie)

    assert answer.isi == b"%PDF-1.7 isi"
    assert "X-Accel-Redirect" not in answer.headers
    assert answer.headers["Content-Disposition"] == 'attachment; filename="SK-1.pdf"'
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in answer.headers["Cache-Control"]
    assert pembaca.get(path).status == 302
    assert pembaca.get(f"/_pribadi/{sk.berkas.name}").status == 404
