"""With a queue: the page tells how far it is, the inbox tells the result, a crash is mended."""

import pytest

from kimportal.notifications.models import Pemberitahuan
from komunitas.models import BerkasRegister, Kim, StatusRegister
from komunitas.register import handling, progress
from komunitas.register.columns import read_table
from komunitas.register.files import read_sheets
from komunitas.tasks import check_register_task, forget_registers_task
from tests.komunitas.register.files import enter, row, url, xlsx


@pytest.fixture
def waiting(client, cast) -> BerkasRegister:
    """A register that was handed in, and that no worker has taken up yet."""
    client.force_login(cast.admin_makassar)
    data = xlsx([row("KIM Losari")])
    return handling.receive_register(
        data=data,
        nama_berkas="register.xlsx",
        tabel=read_table(read_sheets(data)),
        wilayah=cast.admin_makassar.daftar_penugasan.get().wilayah,
        by=cast.admin_makassar,
    )


def test_the_page_tells_how_far_it_is(client, waiting):
    progress.note(waiting.pk, 200, 5000)

    page = client.get(url("change", waiting)).content.decode()

    assert "200 dari 5.000 baris" in page
    assert 'max="5000" value="200"' in page
    assert "segarkan.js" in page


def test_the_result_of_a_worker_is_in_the_inbox(waiting, cast):
    # Called directly, as a worker does: not in place.
    check_register_task(waiting.pk)
    check_register_task(waiting.pk)

    pesan = Pemberitahuan.objects.get(pengguna=cast.admin_makassar)
    assert "sudah diperiksa" in pesan.judul
    assert pesan.url == url("change", waiting)


def test_what_stopped_on_the_way_can_be_set_going(client, waiting, cast):
    client.post(url("recheck", waiting))
    waiting.refresh_from_db()
    assert waiting.status == StatusRegister.PLANNED

    handling.apply_register(waiting, by=cast.admin_makassar)
    assert "Sedang dimasukkan" in client.get(url("change", waiting)).content.decode()
    client.post(url("recheck", waiting))
    waiting.refresh_from_db()
    assert waiting.status == StatusRegister.APPLIED


def test_nothing_is_decided_while_it_is_being_checked(client, waiting):
    for name in ("enter", "skip", "answer", "cancel"):
        answer = client.post(url(name, waiting), follow=True)
        assert "sedang diperiksa" in answer.content.decode()
    assert not Kim.objects.filter(nama="KIM Losari").exists()


def test_a_crash_leaves_nothing_behind_and_says_so(client, waiting, monkeypatch):
    handling.check_register(waiting.pk)
    real = handling.apply_plans

    def crash(*args, **kwargs):
        real(*args, **kwargs)
        raise RuntimeError("disk full")

    monkeypatch.setattr(handling, "apply_plans", crash)
    with pytest.raises(RuntimeError):
        enter(client, waiting)

    assert not Kim.objects.filter(nama="KIM Losari").exists()
    assert "Terjadi gangguan" in client.get(url("change", waiting)).content.decode()


def test_the_daily_task_forgets(waiting):
    forget_registers_task()

    assert BerkasRegister.objects.count() == 1
