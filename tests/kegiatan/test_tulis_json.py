"""What the writing devices rely on: drafts that are never doubled, lost or overwritten."""

import json
from uuid import uuid4

import pytest

from kegiatan.models import JenisRiwayat, Kegiatan, Naskah, RiwayatNaskah
from kegiatan.moderation import return_kegiatan
from kimportal.audit.models import SYSTEM
from tests.factories import KimFactory, NaskahFactory
from tests.publishing import complete, publish

ROOT = "/kelola/kegiatan"


@pytest.fixture
def uuid():
    return uuid4()


@pytest.fixture
def anggota(client, cast):
    client.force_login(cast.anggota)
    return client


@pytest.fixture
def ketua(client, cast):
    client.force_login(cast.ketua)
    return client


def put(client, uuid, **body):
    return client.put(f"{ROOT}/naskah/{uuid}.json", json.dumps(body), "application/json")


def get(client, uuid):
    return client.get(f"{ROOT}/naskah/{uuid}.json")


def send(client, uuid, **body):
    address = f"{ROOT}/naskah/{uuid}/kirim.json"
    return client.post(address, json.dumps(body), "application/json")


def test_who_is_not_signed_in_is_told_so_and_not_led_away(client, uuid, db):
    for answer in (
        client.get(f"{ROOT}/data.json"),
        get(client, uuid),
        put(client, uuid, judul="a"),
        send(client, uuid),
        client.post(f"{ROOT}/naskah/{uuid}/foto/{uuid4()}/"),
    ):
        assert (answer.status_code, answer.json()) == (401, {"galat": "masuk"})
        assert "no-store" in answer["Cache-Control"]


def test_the_composer_learns_for_whom_one_writes(anggota, kim, draft):
    data = anggota.get(f"{ROOT}/data.json").json()

    assert data["pengguna"] == anggota.get("/akun/csrf.json").json()["pengguna"]
    assert [row["id"] for row in data["kim"]] == [kim.pk]
    assert data["kim"][0]["boleh_kirim"] is False
    assert data["kim"][0]["wilayah"]["kode"] == "73.71.01.1006"
    assert [row["uuid"] for row in data["kabar"]] == [str(draft.kegiatan.uuid)]
    assert len(data["bidang"]) > 5
    assert {"nilai": "diseminasi", "label": "Diseminasi"} in data["adinda"]


def test_pengurus_may_send_only_for_a_verified_kim(client, cast, kim):
    client.force_login(cast.ketua)
    assert client.get(f"{ROOT}/data.json").json()["kim"][0]["boleh_kirim"] is True

    kim.status = "submitted"
    kim.save()

    assert client.get(f"{ROOT}/data.json").json()["kim"][0]["boleh_kirim"] is False


def test_an_unfinished_text_is_saved_and_prefilled(anggota, kim, uuid):
    answer = put(anggota, uuid, kim=kim.pk, versi=0, cerita="Pagi ini")

    assert answer.status_code == 200
    assert answer.json() == {
        "uuid": str(uuid),
        "versi": 1,
        "status": "draft",
        "label": "Draf",
        "galat": {},
    }
    told = get(anggota, uuid).json()
    assert (told["cerita"], told["cerita_html"]) == ("Pagi ini", "<p>Pagi ini</p>")
    assert (told["wilayah"], told["adinda"], told["judul"]) == (kim.wilayah_id, ["diseminasi"], "")
    assert told["boleh_ubah"] is True


def test_the_same_twice_is_one_post_and_one_version(anggota, kim, uuid):
    body = {"kim": kim.pk, "versi": 0, "judul": "Kerja bakti", "cerita": "Satu *dua*"}

    answers = [put(anggota, uuid, **body).json() for _ in range(3)]

    assert {answer["versi"] for answer in answers} == {1}
    assert Kegiatan.objects.count() == Naskah.objects.count() == 1
    assert not RiwayatNaskah.objects.exists()


def test_each_change_is_a_new_version(anggota, kim, uuid):
    put(anggota, uuid, kim=kim.pk, versi=0, judul="Satu")

    assert put(anggota, uuid, versi=1, judul="Dua").json()["versi"] == 2
    assert get(anggota, uuid).json()["judul"] == "Dua"


def test_unusable_values_are_named_and_the_rest_is_saved(anggota, kim, uuid):
    answer = put(
        anggota,
        uuid,
        kim=kim.pk,
        versi=0,
        judul="x" * 121,
        cerita="Isi",
        tanggal="31/02/2026",
        wilayah="99.99.99.9999",
        jumlah_hadir="banyak",
        bidang=[999_999_999_999_999_999_999],
        adinda=["santai"],
        harga=5000,
        lat=1,
        jam={"a": 1},
        terinspirasi="/kegiatan/999/x/",
    ).json()

    assert set(answer["galat"]) == {
        "judul",
        "tanggal",
        "wilayah",
        "jumlah_hadir",
        "bidang",
        "adinda",
        "harga",
        "lat",
        "jam",
        "terinspirasi",
    }
    assert get(anggota, uuid).json()["cerita"] == "Isi"


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b'"a"',
        b"\xff\xfe",
        b'{"judul": "\\ud800"}',
        b"[" * 100_000,
        b"{" + b" " * 300_000,
    ],
)
def test_what_is_no_json_object_is_refused_in_words(body, anggota, uuid):
    answer = anggota.put(f"{ROOT}/naskah/{uuid}.json", body, "application/json")

    assert answer.status_code == 400
    assert answer.json()["pesan"]


def test_hostile_html_is_cleaned(anggota, kim, uuid):
    evil = "<p>Aman <b>tebal</b></p><script>alert(1)</script><img src=x onerror=alert(1)>"
    put(anggota, uuid, kim=kim.pk, versi=0, format="html", cerita_html=evil)

    told = get(anggota, uuid).json()

    assert told["cerita_html"] == "<p>Aman <strong>tebal</strong></p>"
    assert told["cerita"] == "Aman *tebal*"


def test_html_typed_into_the_plain_box_is_text(anggota, kim, uuid):
    put(anggota, uuid, kim=kim.pk, versi=0, cerita="<script>alert(1)</script> 1 < 2")

    told = get(anggota, uuid).json()

    assert told["cerita"] == "<script>alert(1)</script> 1 < 2"
    assert "<script>" not in told["cerita_html"]


def test_an_outdated_text_overwrites_nothing_and_is_kept(client, cast, kim, draft):
    uuid = draft.kegiatan.uuid
    client.force_login(cast.anggota)
    put(client, uuid, versi=1, judul="Judul anggota")
    client.force_login(cast.ketua)

    answer = put(client, uuid, versi=1, judul="Judul ketua")

    assert answer.status_code == 409
    told = answer.json()
    assert told["bentrok"]["judul"] == "Judul anggota"
    assert (told["bentrok"]["versi"], told["oleh"]) == (2, "Anggota")
    kept = RiwayatNaskah.objects.get()
    assert (kept.jenis, kept.oleh, kept.cuplikan["judul"]) == (
        JenisRiwayat.BENTROK,
        cast.ketua,
        "Judul ketua",
    )


def test_choosing_the_own_text_keeps_the_other_one(client, cast, draft):
    uuid = draft.kegiatan.uuid
    client.force_login(cast.anggota)
    put(client, uuid, versi=1, judul="Judul anggota")
    client.force_login(cast.ketua)
    put(client, uuid, versi=1, judul="Judul ketua")

    assert put(client, uuid, versi=2, judul="Judul ketua").status_code == 200

    draft.refresh_from_db()
    assert draft.judul == "Judul ketua"
    kept = RiwayatNaskah.objects.get(jenis=JenisRiwayat.DIGANTIKAN)
    assert (kept.cuplikan["judul"], kept.oleh) == ("Judul anggota", cast.anggota)


def test_two_phones_of_one_person_lose_nothing_either(anggota, draft):
    uuid = draft.kegiatan.uuid
    put(anggota, uuid, versi=1, judul="Dari HP")
    assert put(anggota, uuid, versi=1, judul="Dari laptop").status_code == 409

    put(anggota, uuid, versi=2, judul="Dari laptop")

    titles = RiwayatNaskah.objects.values_list("cuplikan__judul", flat=True)
    assert set(titles) == {"Dari HP", "Dari laptop"}


def test_an_outdated_repetition_of_the_same_text_is_no_conflict(anggota, draft):
    uuid = draft.kegiatan.uuid
    put(anggota, uuid, versi=1, judul="Dari HP")

    assert put(anggota, uuid, versi=1, judul="Dari HP").json()["versi"] == 2


def test_anggota_hand_over_and_repeating_says_the_same(anggota, cast, draft, kim):
    complete(draft)
    uuid = draft.kegiatan.uuid

    answers = [send(anggota, uuid, versi=1, izin_foto=True) for _ in range(2)]

    assert [a.status_code for a in answers] == [200, 200]
    assert {a.json()["label"] for a in answers} == {"Diserahkan ke pengurus"}
    assert put(anggota, uuid, versi=1, judul="Lain").status_code == 409
    draft.refresh_from_db()
    assert draft.diserahkan_at


def test_ketua_sends_to_the_admins_with_consent_ticked_on_the_way(ketua, draft):
    complete(draft)
    Naskah.objects.update(izin_foto=False)

    answers = [send(ketua, draft.kegiatan.uuid, versi=1, izin_foto=True) for _ in range(2)]

    assert {a.json()["status"] for a in answers} == {"submitted"}
    draft.refresh_from_db()
    assert draft.izin_foto
    assert draft.daftar_riwayat.filter(jenis=JenisRiwayat.DIAJUKAN).count() == 1


def test_what_is_missing_is_said_field_by_field(ketua, kim, uuid):
    put(ketua, uuid, kim=kim.pk, versi=0, tanggal="2027-01-01")

    answer = send(ketua, uuid, versi=1)

    assert answer.status_code == 422
    assert set(answer.json()["galat"]) == {"judul", "cerita", "tanggal", "foto"}


def test_an_outdated_sending_is_stopped(ketua, draft):
    complete(draft)
    put(ketua, draft.kegiatan.uuid, versi=1, judul="Baru")

    assert send(ketua, draft.kegiatan.uuid, versi=1).status_code == 409


def test_what_was_submitted_is_closed_with_a_sentence(ketua, submitted):
    answer = put(ketua, submitted.kegiatan.uuid, versi=1, judul="Lain")

    assert answer.status_code == 409
    assert answer.json()["status"] == "submitted"
    assert "Ambil dulu" in answer.json()["pesan"]


def test_the_admins_note_stands_beside_the_same_draft(ketua, submitted):
    return_kegiatan(submitted, by=SYSTEM, reason="Tulis jamnya.")

    told = get(ketua, submitted.kegiatan.uuid).json()

    assert (told["status"], told["catatan"]) == ("returned", "Tulis jamnya.")
    assert put(ketua, submitted.kegiatan.uuid, versi=1, judul="Baru").status_code == 200


def test_a_post_may_name_what_inspired_it_but_not_itself(ketua, other_kim, draft):
    other = publish(other_kim)
    uuid = draft.kegiatan.uuid

    assert put(ketua, uuid, versi=1, terinspirasi=other.kegiatan.get_absolute_url()).json() == {
        "uuid": str(uuid),
        "versi": 2,
        "status": "draft",
        "label": "Draf",
        "galat": {},
    }
    assert get(ketua, uuid).json()["terinspirasi"] == other.kegiatan.get_absolute_url()


def test_what_was_deleted_elsewhere_does_not_come_back(anggota, kim, uuid):
    assert put(anggota, uuid, kim=kim.pk, versi=3, judul="Sudah dihapus").status_code == 404
    assert not Kegiatan.objects.exists()


STRANGERS = ["ketua_lain", "admin_gowa", "admin_makassar", "warga", "mantan", "superuser"]


@pytest.mark.parametrize("name", STRANGERS)
def test_for_others_nothing_is_there(name, client, cast, kim, draft):
    client.force_login(getattr(cast, name))
    uuid = draft.kegiatan.uuid

    answers = [
        get(client, uuid),
        put(client, uuid, versi=1, judul="Milik saya"),
        put(client, uuid4(), versi=0, kim=kim.pk, judul="Milik saya"),
        send(client, uuid, versi=1),
        client.post(f"{ROOT}/naskah/{uuid}/foto/{uuid4()}/", "{}", "application/json"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert Kegiatan.objects.count() == 1
    draft.refresh_from_db()
    assert draft.versi == 1


def test_an_ex_member_who_wrote_the_post_no_longer_reaches_it(client, cast, kim):
    own = complete(NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.mantan))
    client.force_login(cast.mantan)

    assert get(client, own.kegiatan.uuid).status_code == 404
    assert put(client, own.kegiatan.uuid, versi=1, judul="Lain").status_code == 404
    assert send(client, own.kegiatan.uuid, versi=1).status_code == 404


def test_another_member_reads_the_draft_but_does_not_change_it(client, cast, draft):
    client.force_login(cast.admin_anggota)

    assert get(client, draft.kegiatan.uuid).status_code == 200
    assert put(client, draft.kegiatan.uuid, versi=1, judul="Lain").status_code == 404


@pytest.mark.parametrize("status", ["suspended", "rejected"])
def test_nothing_new_is_written_for_a_kim_that_is_shut(status, anggota, cast, uuid):
    shut = KimFactory(verified=True, status=status, catatan="Alasan.")
    shut.daftar_keanggotaan.create(pengguna=cast.anggota, nama="A", mulai="2024-01-01")

    assert put(anggota, uuid, kim=shut.pk, versi=0, judul="a").status_code == 404


@pytest.mark.parametrize("number", [None, "x", -1, 10**30, 999_999])
def test_a_foreign_or_nonsense_kim_is_refused(number, anggota, uuid):
    assert put(anggota, uuid, kim=number, versi=0, judul="a").status_code in (400, 404)
    assert not Kegiatan.objects.exists()


def test_a_missing_token_is_refused_in_json(cast, kim, uuid):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.anggota)

    answer = put(strict, uuid, kim=kim.pk, versi=0, judul="a")

    assert answer.status_code == 403
    assert answer.json() == {"galat": "kedaluwarsa"}
