"""A person's texts: given out whole; when the person goes, they stay with the KIM."""

import json

from kegiatan.models import Kegiatan, Naskah, UnggahanFoto
from kegiatan.personal import erase_person, export_person
from kegiatan.writing import hand_in, save_draft
from tests.publishing import complete


def test_all_own_texts_are_given_out(draft, cast, kim):
    complete(draft)
    hand_in(draft.kegiatan, by=cast.anggota)

    data = export_person(cast.anggota)

    (post,) = data["kabar"]
    assert (post["kim"], post["isi"]["judul"]) == (kim.nama, draft.judul)
    assert len(data["berkas"]) == 1
    json.dumps(data)


def test_texts_in_posts_of_others_are_given_out_too(draft, cast):
    save_draft(by=cast.anggota, uuid=draft.kegiatan.uuid, versi=1, values={"judul": "Satu"})
    save_draft(by=cast.ketua, uuid=draft.kegiatan.uuid, versi=1, values={"judul": "Dari ketua"})

    (kept,) = export_person(cast.ketua)["tulisan_di_kabar_orang_lain"]
    assert kept["isi"]["judul"] == "Dari ketua"
    assert export_person(cast.warga)["kabar"] == []


def test_posts_stay_under_the_kims_name(published, cast):
    UnggahanFoto.objects.create(naskah=published, ukuran=10)

    assert erase_person(cast.anggota, by=cast.anggota) == {"unggahan_dihapus": 1, "kabar_tetap": 1}
    assert erase_person(cast.anggota, by=cast.anggota)["unggahan_dihapus"] == 0

    assert Naskah.objects.published().get() == published
    assert Kegiatan.objects.get().penulis == cast.anggota
