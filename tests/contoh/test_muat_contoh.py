"""`manage.py muat_contoh` on a small scale: what stands in the database afterwards."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db.models import F, OuterRef, Subquery
from django.test import TestCase, override_settings

from kegiatan.models import FotoNaskah, Keberatan, Kegiatan, Naskah
from kegiatan.reading import reads_of
from kimportal.accounts.models import Pengguna
from kimportal.audit.models import CatatanAudit, Penurunan
from kimportal.desk.models import LaporanKonten
from kimportal.images.models import Foto
from komunitas.models import Keanggotaan, Kim, Penugasan
from komunitas.permissions import admin_codes, is_pengurus
from tests.factories import KimFactory, load_regions

TODAY = date(2026, 11, 24)


def load() -> str:
    out = StringIO()
    call_command("muat_contoh", tanggal=TODAY, kim=30, kabar=160, stdout=out)
    return out.getvalue()


@override_settings(KIM_DEMO=True)
class LoadedDemo(TestCase):
    """The demo is loaded once for all tests of this class."""

    @classmethod
    def setUpTestData(cls) -> None:
        load_regions()
        with cls.captureOnCommitCallbacks(execute=True):
            cls.report = load()

    def test_the_report_counts_what_stands_there(self):
        assert f"{Kim.objects.count()} KIM" in self.report
        assert f"{Kegiatan.objects.count()} Kabar KIM" in self.report
        assert Kegiatan.objects.count() > 100

    def test_a_second_run_changes_nothing(self):
        before = list(Naskah.objects.values_list("pk", "updated_at"))
        assert "sudah dimuat" in load()
        assert list(Naskah.objects.values_list("pk", "updated_at")) == before

    def test_the_nine_accounts_sign_in(self):
        emails = set(Pengguna.objects.values_list("email", flat=True))
        names = (
            "warga anggota ketua admin.makassar admin.sulsel admin.gowa pemantau.mariso pusat admin"
        )
        assert emails == {f"{name}@demo.kim" for name in names.split()}
        assert self.client.login(email="ketua@demo.kim", password="KimDemo!2026")
        assert not Pengguna.objects.get(email="warga@demo.kim").is_staff
        assert Pengguna.objects.get(email="pemantau.mariso@demo.kim").is_staff

    def test_officers_hold_their_regions(self):
        codes = {p.email.split("@")[0]: admin_codes(p) for p in Pengguna.objects.all()}
        assert codes["admin.makassar"] == ["73.71"]
        assert codes["admin.gowa"] == ["73.06"]
        assert codes["pusat"] == [""]
        assert codes["pemantau.mariso"] == codes["ketua"] == []
        assert Penugasan.objects.count() == 5

    def test_ketua_and_anggota_belong_to_a_kim_in_makassar(self):
        ketua = Pengguna.objects.get(email="ketua@demo.kim")
        place = Keanggotaan.objects.get(pengguna=ketua)
        assert place.kim.wilayah_id.startswith("73.71")
        assert place.nama == ketua.nama
        assert is_pengurus(ketua, place.kim)
        anggota = Keanggotaan.objects.get(pengguna__email="anggota@demo.kim")
        assert anggota.kim == place.kim

    def test_the_cast_finds_work_and_readings_in_its_workspace(self):
        anggota = Pengguna.objects.get(email="anggota@demo.kim")
        handed = Naskah.objects.get(diserahkan_at__isnull=False)
        assert handed.kegiatan.penulis == anggota
        kim = handed.kegiatan.kim
        stages = set(Naskah.objects.filter(kegiatan__kim=kim).values_list("status", flat=True))
        assert {"draft", "returned", "submitted", "published"} <= stages
        assert reads_of([kim.pk], days=3650) > 20

    def test_two_reports_and_an_appeal_wait_in_makassar(self):
        laporan = list(LaporanKonten.objects.filter(status="open"))
        assert sorted(row.is_mendesak for row in laporan) == [False, True]
        assert all(row.kim_sasaran.wilayah_id.startswith("73.71") for row in laporan)
        keberatan = Keberatan.objects.get(status="open")
        assert keberatan.pemutus_awal.email == "admin.makassar@demo.kim"
        assert keberatan.pemohon.email == "ketua@demo.kim"

    def test_the_register_has_a_line_for_everything_taken_down(self):
        taken = CatatanAudit.objects.filter(verb__in=["take_down_kegiatan", "suspend_kim"])
        assert Penurunan.objects.count() == taken.count() > 0

    def test_posts_point_to_their_published_version_and_to_no_other(self):
        published = Naskah.objects.filter(status="published")
        assert published.count() > 60
        assert not published.exclude(kegiatan__naskah_terbit=F("pk")).exists()
        pointed = Kegiatan.objects.filter(naskah_terbit__isnull=False)
        assert pointed.count() == published.count()
        assert not pointed.exclude(published_at=F("naskah_terbit__published_at")).exists()
        assert not published.filter(kegiatan__slug="").exists()

    def test_a_kim_knows_its_last_activity(self):
        newest = (
            Kegiatan.objects.filter(kim=OuterRef("pk"), naskah_terbit__isnull=False)
            .order_by("-published_at")
            .values("published_at")[:1]
        )
        rows = Kim.objects.annotate(newest=Subquery(newest))
        assert [k for k in rows if k.last_activity_at != k.newest] == []
        assert rows.filter(newest__isnull=False).count() > 3

    def test_every_step_of_a_post_is_in_the_audit_trail(self):
        for naskah in Naskah.objects.exclude(status="draft"):
            trail = CatatanAudit.objects.filter(object_type="naskah", object_id=str(naskah.pk))
            steps = list(trail.order_by("created_at", "pk"))
            assert steps[0].verb == "submit_kegiatan"
            assert steps[-1].after == naskah.status
            assert [step.before for step in steps[1:]] == [step.after for step in steps[:-1]]
            if steps[-1].verb != "publish_first":
                assert steps[-1].reason == naskah.catatan

    def test_the_past_keeps_its_own_times(self):
        old = TODAY - timedelta(days=300)
        assert Naskah.objects.filter(created_at__date__lt=old).exists()
        assert CatatanAudit.objects.filter(created_at__date__lt=old).exists()

    def test_photos_are_public_exactly_where_something_public_shows_them(self):
        shown = set(
            FotoNaskah.objects.filter(naskah__status="published").values_list("foto", flat=True)
        ) | set(Kim.objects.filter(sampul__isnull=False).values_list("sampul", flat=True))
        public = set(Foto.objects.filter(is_public=True).values_list("pk", flat=True))
        assert public == shown
        foto = Foto.objects.filter(is_public=True).first()
        assert storages["public"].exists(foto.public_name("640.webp"))

    def test_numbers_are_nobodys_telephone(self):
        sellers = Naskah.objects.exclude(wa_penjual="").values_list("wa_penjual", flat=True)
        public = Kim.objects.exclude(whatsapp="").values_list("whatsapp", flat=True)
        numbers = [*sellers, *public]
        assert len(numbers) > 10
        assert all(number.startswith("62811000") for number in numbers)

    def test_a_published_post_is_on_its_page(self):
        kegiatan = Kegiatan.objects.filter(
            naskah_terbit__isnull=False, kim__status="verified"
        ).first()
        response = self.client.get(kegiatan.get_absolute_url())
        assert response.status_code == 200
        self.assertContains(response, kegiatan.kim.nama)


@pytest.mark.django_db
def test_without_regions_it_says_what_to_run_first(settings):
    settings.KIM_DEMO = True
    with pytest.raises(CommandError, match="muat_wilayah"):
        load()


def test_a_database_with_real_kim_is_left_alone(regions, settings):
    settings.KIM_DEMO = True
    KimFactory(verified=True)
    with pytest.raises(CommandError, match="sudah berisi KIM"):
        load()
    assert not Pengguna.objects.filter(email__endswith="@demo.kim").exists()


@pytest.mark.django_db
def test_outside_the_demo_it_refuses():
    with pytest.raises(CommandError, match="KIM_DEMO"):
        load()
