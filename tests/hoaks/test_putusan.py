"""Showing, deciding, correcting, withdrawing and merging, at the desk and by the right people."""

from datetime import timedelta

import pytest
from django.utils import timezone

from diseminasi.models import Isu, LaporanPenyebaran
from diseminasi.tasks import ask_for_correction, deliver
from kimportal.audit.models import SYSTEM, CatatanAudit
from kimportal.notifications.models import Pemberitahuan
from tests.hoaks.rumours import DESK, PERIKSA, VONIS, checking, decided, sent

ALASAN = {"alasan": "Yang dicabut bantuan tunai, bukan beras."}


def post(client, isu, step, data=None):
    return client.post(f"{DESK}{isu.pk}/{step}/", data or {})


def choose(client, isu, keputusan, alasan="Alasan yang jelas."):
    return post(client, isu, "putuskan", {"keputusan": keputusan, "alasan": alasan})


def status(isu) -> str:
    isu.refresh_from_db()
    return isu.status


def acts() -> list[str]:
    rows = CatatanAudit.objects.filter(object_type="isu").order_by("pk")
    return list(rows.values_list("verb", flat=True))


def test_an_admin_shows_it_then_decides(client, cast):
    isu = sent().isu
    client.force_login(cast.admin_makassar)

    assert post(client, isu, "tampilkan", PERIKSA).status_code == 302
    assert status(isu) == "checking"
    assert post(client, isu, "putusan", VONIS).status_code == 302

    assert status(isu) == "decided"
    assert isu.pemutus == cast.admin_makassar
    assert acts() == ["send_rumour", "start_check", "decide_isu"]
    assert "Putusan ini" not in client.get(f"{DESK}{isu.pk}/change/").content.decode()


def test_it_may_be_decided_at_once(client, cast):
    isu = sent().isu
    client.force_login(cast.admin_makassar)
    post(client, isu, "putusan", VONIS)

    assert status(isu) == "decided"


@pytest.mark.parametrize("name", ["putusan", "penjelasan", "sumber", "instansi", "klaim"])
def test_a_verdict_is_complete(name, client, cast):
    isu = sent().isu
    client.force_login(cast.admin_makassar)

    answer = post(client, isu, "putusan", VONIS | {name: ""})

    assert answer.status_code == 422
    assert status(isu) == "received"


@pytest.mark.parametrize("step", ["tampilkan", "putusan", "mirip", "putuskan"])
@pytest.mark.parametrize(
    ("who", "code"),
    [("admin_gowa", 404), ("admin_papua", 404), ("pemantau_mariso", 404), ("warga", 302)],
)
def test_others_take_no_step(step, who, code, client, cast):
    isu = sent().isu
    client.force_login(getattr(cast, who))

    assert post(client, isu, step, VONIS | {"keputusan": "dismiss_isu"}).status_code == code
    assert status(isu) == "received"


def test_a_pemantau_reads_but_neither_decides_nor_sees_contacts(client, cast):
    isu = sent(wilayah="73.71.01.1006", kontak="siti@contoh.example").isu
    address = f"{DESK}{isu.pk}/change/"
    client.force_login(cast.pemantau_mariso)

    html = client.get(address).content.decode()
    assert "Bansos" in html
    assert "siti@contoh.example" not in html
    assert post(client, isu, "putusan", VONIS).status_code == 403
    client.force_login(cast.admin_makassar)
    assert "siti@contoh.example" in client.get(address).content.decode()


def test_what_has_no_region_is_the_national_officers_alone(client, cast):
    isu = sent(wilayah="").isu
    for who, code in ((cast.admin_sulsel, 404), (cast.pusat, 200)):
        client.force_login(who)
        assert client.get(f"{DESK}{isu.pk}/change/").status_code == code


def test_the_list_has_the_oldest_on_top_and_the_clock(client, cast):
    done, late, fresh = decided(), sent().isu, sent().isu
    now = timezone.now()
    Isu.objects.filter(pk=late.pk).update(
        created_at=now - timedelta(hours=30), due_at=now - timedelta(hours=6)
    )
    client.force_login(cast.admin_makassar)

    html = client.get(DESK).content.decode()

    assert html.index(late.nomor) < html.index(fresh.nomor) < html.index(done.nomor)
    assert "(lewat)" in html
    assert "(24 jam lagi)" in html
    only = client.get(f"{DESK}?tenggat=lewat").content.decode()
    assert late.nomor in only
    assert fresh.nomor not in only
    assert client.get(f"{DESK}?q=bansos").status_code == 200


def test_a_reason_is_needed_to_leave_it_unchecked(client, cast):
    isu = sent().isu
    client.force_login(cast.admin_makassar)
    choose(client, isu, "dismiss_isu", alasan=" ")
    assert status(isu) == "received"

    choose(client, isu, "dismiss_isu")

    assert status(isu) == "dismissed"
    assert post(client, isu, "tampilkan", PERIKSA).status_code == 302
    assert status(isu) == "checking"


def test_a_step_from_the_wrong_state_is_refused(client, cast):
    client.force_login(cast.admin_makassar)
    open_one, done = sent().isu, decided()

    assert post(client, open_one, "ralat", VONIS | ALASAN).status_code == 403
    for step in ("tampilkan", "putusan", "mirip"):
        assert post(client, done, step, VONIS).status_code == 403
    choose(client, done, "dismiss_isu")
    assert status(done) == "decided"


def test_a_correction_keeps_what_was_said_before(client, cast):
    isu = decided()
    client.force_login(cast.admin_makassar)

    assert post(client, isu, "ralat", VONIS | ALASAN).status_code == 422
    assert post(client, isu, "ralat", VONIS | ALASAN | {"putusan": "menyesatkan"}).url

    assert status(isu) == "decided"
    assert isu.putusan == "menyesatkan"
    ralat = isu.daftar_ralat.get()
    assert (ralat.sebelum, ralat.oleh) == ({"putusan": "hoaks"}, cast.admin_makassar)
    assert acts()[-1] == "correct_isu"


def test_a_withdrawn_one_may_be_checked_again(client, cast):
    isu = decided()
    client.force_login(cast.admin_makassar)
    choose(client, isu, "withdraw_isu")
    assert status(isu) == "withdrawn"

    post(client, isu, "tampilkan", PERIKSA)

    assert (status(isu), isu.putusan) == ("checking", "")


# --- The same rumour twice ----------------------------------------------------------


def test_similar_ones_are_proposed_and_an_admin_confirms(client, cast):
    public, isu, other = checking(), sent().isu, sent(teks="Air sungai jadi merah di hulu").isu
    client.force_login(cast.admin_makassar)
    html = client.get(f"{DESK}{isu.pk}/mirip/").content.decode()
    assert public.nomor in html
    assert other.nomor not in html

    assert post(client, isu, "mirip", {"ke": public.pk}).status_code == 302

    assert status(isu) == "merged"
    assert isu.gabung_ke == public
    assert CatatanAudit.objects.get(verb="merge_isu").after == f"merged {public.nomor}"


def test_the_neighbours_unseen_rumour_is_neither_proposed_nor_taken(client, cast):
    ours, theirs = sent().isu, sent(wilayah="73.06").isu
    client.force_login(cast.admin_makassar)

    assert theirs.nomor not in client.get(f"{DESK}{ours.pk}/mirip/").content.decode()
    assert post(client, ours, "mirip", {"ke": theirs.pk}).status_code == 404
    for key in ("x", "9" * 5000):
        assert post(client, ours, "mirip", {"ke": key}).status_code == 404
    assert status(ours) == "received"


def test_what_everyone_reads_takes_in_the_same_from_elsewhere(client, cast):
    national, ours = checking(kode=""), sent().isu
    client.force_login(cast.admin_makassar)
    post(client, ours, "mirip", {"ke": national.pk})

    assert (status(ours), ours.gabung_ke) == ("merged", national)


def test_a_page_that_was_merged_leads_on(client, cast):
    first, second = checking(), checking(klaim="Beras bantuan dicabut pemerintah")
    client.force_login(cast.admin_makassar)
    post(client, second, "mirip", {"ke": first.pk})

    answer = client.get(second.get_absolute_url())

    assert (answer.status_code, answer.url) == (301, first.get_absolute_url())


# --- The correction follows the hoax ---------------------------------------------------


@pytest.fixture
def spread(client, cast, kim):
    """A verdict that went out as an Info Pemerintah and was relayed by the cast's KIM."""
    isu = decided(by=cast.admin_makassar)
    client.force_login(cast.admin_makassar)
    post(client, isu, "sebarkan")
    info = isu.daftar_info.get()
    client.post(f"/admin/diseminasi/infopemerintah/{info.pk}/kirim/")
    info.refresh_from_db()
    deliver(info.pk)
    LaporanPenyebaran.objects.create(info=info, kim=kim, wilayah=kim.wilayah, kanal="papan")
    return isu, info


def test_a_verdict_travels_through_kim(client, spread):
    isu, info = spread

    assert info.status == "released"
    assert info.judul == "Hoaks: Bansos beras dicabut mulai bulan depan"
    assert isu.get_absolute_url() in info.alamat_sumber
    assert info.get_absolute_url() in client.get(isu.get_absolute_url()).content.decode()
    post(client, isu, "sebarkan")
    assert isu.daftar_info.count() == 1


def test_who_relayed_a_verdict_is_asked_to_relay_its_correction(client, cast, spread):
    isu, info = spread
    post(client, isu, "ralat", VONIS | ALASAN | {"putusan": "menyesatkan"})

    info.refresh_from_db()
    assert (info.status, info.judul[:13]) == ("corrected", "Menyesatkan: ")
    ask_for_correction(info.daftar_ralat.get().pk)
    told = Pemberitahuan.objects.filter(pengguna=cast.ketua, judul__endswith="ralatnya")
    assert ALASAN["alasan"] in told.get().isi


def test_who_relayed_a_verdict_is_told_that_it_was_withdrawn(client, cast, spread):
    isu, info = spread
    choose(client, isu, "withdraw_isu", alasan="Sumbernya ternyata palsu.")

    info.refresh_from_db()
    assert info.status == "withdrawn"
    ask_for_correction(info.daftar_ralat.get().pk)
    assert Pemberitahuan.objects.filter(pengguna=cast.ketua, judul__endswith="penarikannya")


def test_only_a_verdict_of_the_own_region_is_spread(client, cast):
    isu = decided(by=SYSTEM)
    for who, code in ((cast.admin_gowa, 404), (cast.pemantau_mariso, 404)):
        client.force_login(who)
        assert post(client, isu, "sebarkan").status_code == code
    client.force_login(cast.admin_makassar)
    assert post(client, checking(), "sebarkan").status_code == 403
