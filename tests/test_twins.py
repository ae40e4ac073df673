"""Each predicate agrees with its QuerySet twin, for the whole cast and every state."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from diseminasi import permissions as info_permissions
from diseminasi import scope as info_scope
from diseminasi.bahasa import permissions as bahasa_permissions
from diseminasi.bahasa import scope as bahasa_scope
from diseminasi.hoaks import permissions as isu_permissions
from diseminasi.hoaks import scope as isu_scope
from diseminasi.hoaks import verdicts
from diseminasi.khusus import permissions as khusus_permissions
from diseminasi.khusus import scope as khusus_scope
from diseminasi.models import InfoPemerintah, Isu, LaporanPenyebaran, PertanyaanInfo, VersiBahasa
from diseminasi.tanya import permissions as tanya_permissions
from diseminasi.tanya import scope as tanya_scope
from kegiatan import moderation
from kegiatan.appeals import submit_appeal
from kegiatan.models import Keberatan, Kegiatan, Naskah
from kegiatan.permissions import (
    can_appeal_naskah,
    can_confirm_naskah,
    can_create_kegiatan,
    can_decide_keberatan,
    can_delete_naskah,
    can_edit_naskah,
    can_entrust_kegiatan,
    can_follow_kegiatan,
    can_hand_over_naskah,
    can_mark_praktik,
    can_moderate_naskah,
    can_revise_naskah,
    can_submit_naskah,
    can_take_back_naskah,
    can_view_keberatan,
    can_view_naskah,
)
from kegiatan.scope import (
    keberatan_decidable_by,
    keberatan_visible_to,
    kegiatan_followed_by,
    kim_entrustable_by,
    kim_writable_by,
    naskah_appealable_by,
    naskah_confirmable_by,
    naskah_deletable_by,
    naskah_editable_by,
    naskah_handable_by,
    naskah_moderatable_by,
    naskah_revisable_by,
    naskah_submittable_by,
    naskah_visible_to,
    naskah_withdrawable_by,
    praktik_markable_by,
)
from kimportal.accounts.models import Pengguna
from kimportal.audit.models import SYSTEM, CatatanAudit, Penurunan
from kimportal.audit.takedowns import Dasar
from kimportal.desk.models import Ekspor, KopSurat, LaporanKonten
from kimportal.desk.permissions import (
    can_decide_laporan,
    can_edit_kop,
    can_read_ekspor,
    can_view_catatan,
    can_view_laporan,
    can_view_penurunan,
)
from kimportal.desk.reports import submit_report
from kimportal.desk.scope import (
    catatan_visible_to,
    ekspor_readable_by,
    kop_editable_by,
    laporan_decidable_by,
    laporan_visible_to,
    penurunan_visible_to,
)
from komunitas import officer_permissions, officer_scope, permissions, scope
from komunitas.models import (
    AturanKim,
    BerkasRegister,
    Keanggotaan,
    Kim,
    Penugasan,
    Permohonan,
    PerubahanKim,
)
from komunitas.trust import give_trust, trust_of
from tests.diseminasi.every_level import write_everything
from tests.factories import (
    KeanggotaanFactory,
    KimFactory,
    NaskahFactory,
    PenggunaFactory,
    PenugasanFactory,
)
from tests.hoaks.rumours import PERIKSA, VONIS
from wilayah.models import Wilayah

TWINS = [
    (Kim, permissions.can_view_kim, scope.kim_visible_to),
    (Kim, permissions.can_verify_kim, scope.kim_verifiable_by),
    (Kim, permissions.can_edit_kim, scope.kim_editable_by),
    (Kim, permissions.can_delete_kim, scope.kim_deletable_by),
    (Kim, permissions.can_manage_members, scope.kim_managed_by),
    (Kim, permissions.can_hand_over, scope.kim_handable_by),
    (Kim, permissions.can_join_kim, scope.kim_joinable_by),
    (Kim, permissions.can_download_sk, scope.sk_downloadable_by),
    (Permohonan, permissions.can_view_permohonan, scope.permohonan_visible_to),
    (Permohonan, permissions.can_decide_permohonan, scope.permohonan_decidable_by),
    (PerubahanKim, permissions.can_view_perubahan, scope.perubahan_visible_to),
    (PerubahanKim, permissions.can_decide_perubahan, scope.perubahan_decidable_by),
    (AturanKim, permissions.can_edit_aturan, scope.aturan_editable_by),
    (Keanggotaan, permissions.can_create_account, scope.members_without_account_for),
    (Keanggotaan, permissions.can_recover_account, scope.members_recoverable_by),
    (BerkasRegister, permissions.can_use_register, scope.registers_usable_by),
    (Kim, permissions.can_merge_kim, scope.kim_mergeable_by),
    (Kim, permissions.can_move_kim, scope.kim_movable_by),
    (Wilayah, officer_permissions.can_assign_in, officer_scope.wilayah_assignable_by),
    (Penugasan, officer_permissions.can_view_penugasan, officer_scope.penugasan_visible_to),
    (Penugasan, officer_permissions.can_end_penugasan, officer_scope.penugasan_endable_by),
    (Pengguna, officer_permissions.can_view_akun, officer_scope.akun_visible_to),
    (Pengguna, officer_permissions.can_suspend_akun, officer_scope.akun_suspendable_by),
    (Pengguna, officer_permissions.can_reset_second_factor, officer_scope.akun_resettable_by),
    (Naskah, can_view_naskah, naskah_visible_to),
    (Naskah, can_moderate_naskah, naskah_moderatable_by),
    (Naskah, can_confirm_naskah, naskah_confirmable_by),
    (Naskah, can_mark_praktik, praktik_markable_by),
    (Naskah, can_submit_naskah, naskah_submittable_by),
    (Naskah, can_edit_naskah, naskah_editable_by),
    (Naskah, can_hand_over_naskah, naskah_handable_by),
    (Naskah, can_take_back_naskah, naskah_withdrawable_by),
    (Naskah, can_delete_naskah, naskah_deletable_by),
    (Naskah, can_revise_naskah, naskah_revisable_by),
    (Kegiatan, can_follow_kegiatan, kegiatan_followed_by),
    (Kim, can_create_kegiatan, kim_writable_by),
    (Kim, can_entrust_kegiatan, kim_entrustable_by),
    (Naskah, can_appeal_naskah, naskah_appealable_by),
    (Keberatan, can_view_keberatan, keberatan_visible_to),
    (Keberatan, can_decide_keberatan, keberatan_decidable_by),
    (LaporanKonten, can_view_laporan, laporan_visible_to),
    (LaporanKonten, can_decide_laporan, laporan_decidable_by),
    (CatatanAudit, can_view_catatan, catatan_visible_to),
    (KopSurat, can_edit_kop, kop_editable_by),
    (Ekspor, can_read_ekspor, ekspor_readable_by),
    (Penurunan, can_view_penurunan, penurunan_visible_to),
    (Wilayah, info_permissions.can_target, info_scope.wilayah_targetable_by),
    (Isu, isu_permissions.can_view_isu, isu_scope.isu_visible_to),
    (Isu, isu_permissions.can_check_isu, isu_scope.isu_checkable_by),
    (Isu, isu_permissions.can_merge_into, isu_scope.isu_mergeable_into_by),
    (InfoPemerintah, info_permissions.can_view_info, info_scope.info_visible_to),
    (InfoPemerintah, info_permissions.can_work_on_info, info_scope.info_workable_by),
    (InfoPemerintah, info_permissions.can_edit_info, info_scope.info_editable_by),
    (InfoPemerintah, info_permissions.can_release_info, info_scope.info_releasable_by),
    (InfoPemerintah, info_permissions.can_correct_info, info_scope.info_correctable_by),
    (
        PertanyaanInfo,
        tanya_permissions.can_view_question,
        tanya_scope.question_visible_to,
    ),
    (
        PertanyaanInfo,
        tanya_permissions.can_answer_question,
        tanya_scope.question_answerable_by,
    ),
    (VersiBahasa, bahasa_permissions.can_view_version, bahasa_scope.version_visible_to),
    (VersiBahasa, bahasa_permissions.can_review_version, bahasa_scope.version_reviewable_by),
    (Kim, khusus_permissions.can_respond_for, khusus_scope.kim_responding_for),
    (Kim, info_permissions.can_relay_for, info_scope.kim_relaying_for),
    (Wilayah, info_permissions.can_record_relay, info_scope.wilayah_recordable_by),
    (
        LaporanPenyebaran,
        info_permissions.can_view_laporan_penyebaran,
        info_scope.laporan_penyebaran_visible_to,
    ),
    (
        LaporanPenyebaran,
        info_permissions.can_take_back_relay,
        info_scope.relay_takeable_back_by,
    ),
]


@pytest.fixture
def world(cast, kim, other_kim):
    """Two KIM with a post in every state, and KIM in every state."""
    steps = {
        "draft": [],
        "submitted": ["submit"],
        "cancelled": ["submit", "cancel"],
        "returned": ["submit", "return"],
        "rejected": ["submit", "reject"],
        "published": ["submit", "approve"],
        "withdrawn": ["submit", "approve", "take_down"],
    }
    for community, author in ((kim, cast.anggota), (other_kim, None)):
        for path in steps.values():
            naskah = NaskahFactory(
                kegiatan__kim=community,
                kegiatan__penulis=author,
                wilayah_id=community.wilayah_id,
            )
            for step in path:
                extra = {"reason": "Alasan."} if step in ("return", "reject", "take_down") else {}
                name = f"{step}_kegiatan"
                naskah = getattr(moderation, name)(naskah, by=SYSTEM, **extra)
    NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=cast.admin_makassar)
    for author in (cast.anggota, cast.ketua):
        NaskahFactory(
            kegiatan__kim=kim, kegiatan__penulis=author, diserahkan_at="2026-03-07T08:00:00Z"
        )
    for author in (cast.mantan, cast.admin_anggota):
        NaskahFactory(kegiatan__kim=kim, kegiatan__penulis=author)
    _published_first(cast, kim, other_kim)
    NaskahFactory(
        kegiatan__kim=kim,
        kegiatan__titipan="kertas",
        kegiatan__dititipkan_oleh=cast.admin_makassar,
        submitted_at="2026-03-07T08:00:00Z",
    )
    _appeals(cast, kim, other_kim)
    _reports(cast, kim, other_kim)
    for status in ("draft", "submitted"):
        KimFactory(status=status)
    KimFactory(verified=True, status="suspended", catatan="Dibekukan.", wilayah_id="91.71.01.1001")
    make_own_kim(cast)
    make_requests(cast, kim, other_kim)
    make_members(cast, kim, other_kim)
    for kode in (None, "73", "73.71", "73.06", "91"):
        AturanKim.objects.create(wilayah_id=kode)
    _letterheads_and_exports(cast)
    write_everything(cast, kim, other_kim)
    _rumours()
    for kode in (None, "73", "73.71", "73.71.01", "73.06", "91.71"):
        BerkasRegister.objects.create(
            pengguna=cast.pusat, wilayah_id=kode, nama_berkas="register.xlsx", sha256="0"
        )


def _rumours():
    """Rumours of every level, in every state."""
    for kode in (None, "73", "73.71", "73.71.01.1006", "73.06", "91"):
        for verb, words in (
            ("", {}),
            ("start_check", PERIKSA),
            ("decide_isu", VONIS),
            ("dismiss_isu", {"reason": "Bukan isu."}),
        ):
            isu = Isu.objects.create(wilayah_id=kode, due_at=timezone.now())
            if verb:
                getattr(verdicts, verb)(isu, by=SYSTEM, **words)
        verdicts.withdraw_isu(isu_of(kode), by=SYSTEM, reason="Keliru.")


def isu_of(kode):
    return verdicts.decide_isu(
        Isu.objects.create(wilayah_id=kode, due_at=timezone.now()), by=SYSTEM, **VONIS
    )


def _letterheads_and_exports(cast):
    for kode in (None, "73", "73.71", "73.06", "91"):
        KopSurat.objects.create(wilayah_id=kode, pemerintah="P", dinas="D", alamat="A")
        for who in (cast.admin_makassar, cast.pemantau_mariso, cast.pusat, cast.mantan_admin):
            for jenis in ("kim", "audit"):
                Ekspor.objects.create(pengguna=who, wilayah_id=kode, jenis=jenis)


def make_own_kim(cast):
    """Give the ketua a KIM of the own in every state, and the anggota the chair of one."""
    for status in ("draft", "submitted", "returned", "rejected"):
        own = KimFactory(status=status, catatan="Catatan.")
        KeanggotaanFactory(kim=own, pengguna=cast.ketua, jabatan="ketua")
    KeanggotaanFactory(kim=KimFactory(), pengguna=cast.mantan, jabatan="sekretaris")
    vacant = KimFactory(verified=True)
    KeanggotaanFactory(kim=vacant, jabatan="ketua")
    KeanggotaanFactory(kim=vacant, pengguna=cast.anggota, jabatan="sekretaris")


def make_requests(cast, kim, other_kim):
    """Let people ask to join and to claim, and KIM propose changes within and beyond."""
    for community in (kim, other_kim):
        for who in (cast.warga, cast.admin_makassar, cast.mantan):
            Permohonan.objects.create(kim=community, pengguna=who, jenis="gabung")
    for who in (cast.warga, cast.admin_makassar):
        Permohonan.objects.create(
            kim=KimFactory(verified=True), pengguna=who, jenis="klaim", jabatan="ketua"
        )
    for kode in (None, "73.71.02.1002", "73.06.02.2002", "91.71.01.1001"):
        for community in (kim, other_kim):
            PerubahanKim.objects.create(
                kim=community,
                wilayah_id=kode,
                nama="KIM Baru",
                pemohon=cast.ketua,
                submitted_at=timezone.now(),
                status="cancelled",
            )


def make_members(cast, kim, other_kim):
    """Seat people without e-mail: here only, also elsewhere, officers, and such as have left."""

    def sit(who, *communities, **extra):
        for community in communities:
            KeanggotaanFactory(kim=community, pengguna=who, **extra)

    sit(PenggunaFactory(email=None, telepon="6281100000001"), kim)
    sit(PenggunaFactory(email=None, telepon="6281100000002"), kim, other_kim)
    sit(PenggunaFactory(email=None, telepon="6281100000003", is_staff=True), kim)
    sit(PenggunaFactory(email=None, telepon="6281100000004", is_active=False), kim)
    sit(PenggunaFactory(email=None, telepon="6281100000005"), other_kim)
    former = PenggunaFactory(email=None, telepon="6281100000006")
    sit(former, kim, selesai="2024-01-31")
    sit(None, kim, other_kim)
    assigned = PenggunaFactory(email=None, telepon="6281100000007")
    sit(assigned, kim)
    PenugasanFactory(pengguna=assigned, wilayah_id="73.71", peran="pemantau")


def _published_first(cast, kim, other_kim):
    """Posts of trusted KIM that are public and wait to be checked; one of an admin's own."""
    for community, author in ((kim, None), (kim, cast.admin_makassar), (other_kim, None)):
        if trust_of(community) is None:
            give_trust(community, by=cast.pusat, reason="Rajin.")
        moderation.publish_first(submitted(community, kegiatan__penulis=author))


def _appeals(cast, kim, other_kim):
    """Appeals of both KIM against decisions of each level, and posts that are only hidden."""
    cases = [
        (kim, cast.ketua, cast.admin_makassar),
        (kim, cast.ketua, cast.admin_sulsel),
        (kim, cast.ketua, SYSTEM),
        (other_kim, cast.ketua_lain, cast.admin_gowa),
        (other_kim, cast.ketua_lain, cast.pusat),
    ]
    for community, pengurus, first in cases:
        naskah = submitted(community)
        naskah = moderation.reject_kegiatan(naskah, by=first, reason="Alasan.")
        submit_appeal(naskah.kegiatan, by=pengurus, teks="Ini benar.")
    for community in (kim, kim, other_kim):
        hidden = moderation.approve_kegiatan(submitted(community), by=SYSTEM)
        moderation.hide_kegiatan(hidden, reason="Ada laporan.", dasar=Dasar("aturan"))


def _reports(cast, kim, other_kim):
    targets = [kim, other_kim]
    for community, author in ((kim, cast.anggota), (other_kim, None), (kim, cast.admin_sulsel)):
        naskah = submitted(community, kegiatan__penulis=author)
        targets.append(moderation.approve_kegiatan(naskah, by=SYSTEM).kegiatan)
    for target in targets:
        submit_report(target, alasan="hoaks", kunci=uuid4())


def submitted(kim, **fields):
    naskah = NaskahFactory(kegiatan__kim=kim, wilayah_id=kim.wilayah_id, **fields)
    return moderation.submit_kegiatan(naskah, by=SYSTEM)


@pytest.mark.parametrize(("model", "predicate", "twin"), TWINS, ids=lambda x: x.__name__)
def test_predicate_and_queryset_agree(model, predicate, twin, world, cast):
    rows = list(model.objects.all())
    seen = set()
    for name, user in [("anonim", AnonymousUser()), *cast]:
        by_predicate = {row.pk for row in rows if predicate(user, row)}
        by_query = set(twin(user).values_list("pk", flat=True))
        assert by_predicate == by_query, name
        seen.add(frozenset(by_query))
    # The cast must really differ, or this test would pass for a rule that says nothing.
    assert len(rows) >= 5
    assert len(seen) >= 3
