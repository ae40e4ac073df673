"""What must not become of a KIM on its way: taken over, left alone, sent without end."""

from kimportal.notifications.models import Pemberitahuan
from komunitas.models import Keanggotaan, Kim
from tests.factories import KeanggotaanFactory, PenggunaFactory
from tests.komunitas.founding import complete, people, start, step
from tests.publishing import make_draft


def test_a_second_pengurus_does_not_take_the_chair_from_its_holder(client, pendiri):
    kim = start(client)
    complete(client, kim)
    sekretaris = PenggunaFactory(nama="Basri")
    KeanggotaanFactory(kim=kim, pengguna=sekretaris, nama="Basri", jabatan="sekretaris")
    client.force_login(sekretaris)

    taken = client.post(step(kim, "pengurus"), people(("Sitti", "anggota")))
    given = client.post(
        step(kim, "pengurus"),
        people(("Sitti", "ketua"), jabatan="sekretaris", nama_sendiri="Basri"),
    )

    for answer in (taken, given):
        assert "sudah punya ketua: Rahma" in answer.content.decode()
    client.post(step(kim, "pengurus"), people(("Sitti", "anggota"), jabatan="sekretaris"))
    assert Keanggotaan.objects.get(kim=kim, pengguna=pendiri).jabatan == "ketua"


def test_a_draft_with_posts_is_kept_until_they_are_gone(client, pendiri):
    kim = start(client)
    naskah = make_draft(kim, kegiatan__penulis=pendiri)

    answer = client.post(f"/kelola/kim/{kim.pk}/hapus/")

    assert "Hapus dulu" in answer.content.decode()
    client.post(f"/kelola/kegiatan/{naskah.kegiatan_id}/hapus/")
    client.post(f"/kelola/kim/{kim.pk}/hapus/")
    assert not Kim.objects.filter(pk=kim.pk).exists()


def test_the_last_who_can_go_on_with_a_kim_does_not_leave_it_alone(client, pendiri):
    kim = start(client)
    client.post(step(kim, "pengurus"), people(("Sitti", "ketua"), jabatan="sekretaris"))

    answer = client.post(f"/kelola/kim/{kim.pk}/keluar/")

    assert "Undang pengurus lain dulu" in answer.content.decode()
    assert Keanggotaan.objects.current().filter(kim=kim, pengguna=pendiri).exists()


def test_sending_again_and_again_is_told_once(client, cast, pendiri):
    kim = start(client)
    complete(client, kim)
    for _ in range(3):
        client.post(step(kim, "kirim"), {"lanjut": "1"})
        client.post(f"/kelola/kim/{kim.pk}/tarik/")

    assert Pemberitahuan.objects.filter(pengguna=cast.admin_makassar).count() == 1
