"""What can wait in the queue, and how each kind says the same few things of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Expression,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat, Left
from django.db.models.lookups import LessThan
from django.utils import timezone

from diseminasi.bahasa.scope import version_reviewable_by
from diseminasi.models import (
    Bahasa,
    PertanyaanInfo,
    StatusPertanyaan,
    StatusVersi,
    Urgensi,
    VersiBahasa,
)
from diseminasi.tanya.scope import question_answerable_by
from kegiatan.models import Keberatan, Naskah
from kegiatan.scope import keberatan_decidable_by, naskah_moderatable_by
from kimportal.desk.models import MENDESAK, AlasanLaporan, LaporanKonten
from kimportal.desk.queue_due import DueAfter, first_timely
from kimportal.desk.scope import laporan_decidable_by
from kimportal.template_tags import ZONA_WAKTU
from komunitas.models import Kim, Permohonan, PerubahanKim
from komunitas.permissions import NASIONAL
from komunitas.scope import kim_verifiable_by, permohonan_decidable_by, perubahan_decidable_by

# Within how many working days each kind is decided: news within a day, papers within a week.
HARI_KABAR, HARI_TINJAU, HARI_KLAIM, HARI_KIM = 1, 3, 3, 5
HARI_TANYA, HARI_VERSI = 2, 3
# So much of a question stands in the list, and the clock where it is the nation's (WIB).
AWAL_TANYA, ZONA_NASIONAL = 120, 7
TANPA = Value(False, output_field=BooleanField())


@dataclass(frozen=True)
class Jenis:
    """One kind of item: which rows wait, and where its columns come from.

    `kim` are paths to the KIM; a report has two, of which one is empty. `asal` is the path to
    the region whose officers decide, where that is not the KIM's own; empty there, the nation
    decides. `setuju`, `kembali`: the decisions that can be taken on many at once.
    """

    kode: str
    label: str
    ikon: str
    model: type[Model]
    waiting: Q
    decidable: Callable[[Any], QuerySet[Any]]
    judul: Expression | F
    kim: tuple[str, ...]
    masuk: str
    hari: int = 0
    mendesak: Expression | Q = TANPA
    setuju: str = ""
    kembali: str = ""
    asal: str = ""

    @property
    def objek(self) -> str:
        return self.model._meta.model_name or ""

    @property
    def is_banyak(self) -> bool:
        """Whether any decision on it can be taken together with others."""
        return bool(self.setuju or self.kembali)

    @property
    def desk(self) -> Any:
        """The admin page of the rows: it knows scope, permission and decisions."""
        return admin.site.get_model_admin(self.model)

    def of_kim(self, field: str) -> Expression | F:
        """Return a column of the KIM that an item is about."""
        paths = [f"{path}{field}" for path in self.kim]
        return Coalesce(*paths) if len(paths) > 1 else F(paths[0])

    @property
    def regions(self) -> tuple[str, ...]:
        """The paths to the region whose officers decide."""
        return (self.asal,) if self.asal else tuple(f"{path}wilayah" for path in self.kim)

    def region(self) -> Expression | F:
        """Return the code of the region whose officers decide ("": the nation)."""
        if self.asal:
            return Coalesce(f"{self.asal}_id", Value(NASIONAL))
        return self.of_kim("wilayah_id")

    def zone(self) -> Expression | F:
        """Return the clock of that region."""
        if self.asal:
            return Coalesce(f"{self.asal}__zona", ZONA_NASIONAL)
        return self.of_kim("wilayah__zona")

    def due(self) -> Expression | F:
        """Return the due date: a column of its own, or so many working days after."""
        if not self.hari:
            return F("due_at")
        return DueAfter(self.masuk, self.zone(), days=self.hari)

    def late(self) -> Q | Expression:
        """Return the condition to be past the due date.

        The region's clock is asked for only where it decides, not for what came days ago.
        """
        now = timezone.now()
        if not self.hari:
            return Q(due_at__lt=now)
        timely = [first_timely(self.hari, now, zona=zona) for zona in ZONA_WAKTU]
        zona = self.model._base_manager.filter(pk=OuterRef("pk")).values(zona_item=self.zone())
        due = DueAfter(self.masuk, Subquery(zona), days=self.hari)
        return Case(
            When(**{f"{self.masuk}__lt": min(timely)}, then=True),
            When(**{f"{self.masuk}__gte": max(timely)}, then=False),
            default=LessThan(due, now),
            output_field=BooleanField(),
        )

    def rows(self, user: Any) -> QuerySet[Any]:
        """Return what waits and `user` sees, just as the admin's own list would show it."""
        return self.desk.visible_rows(user).filter(self.waiting).order_by()


def _post(kode: str, label: str, ikon: str, waiting: Q, hari: int, **verbs: str) -> Jenis:
    return Jenis(
        kode,
        label,
        ikon,
        Naskah,
        waiting,
        naskah_moderatable_by,
        F("judul"),
        ("kegiatan__kim__",),
        "submitted_at",
        hari,
        **verbs,  # type: ignore[arg-type]
    )


def _text(*parts: Any) -> Expression:
    return Concat(*parts, output_field=CharField())


_ALASAN = Case(
    *(When(alasan=nilai, then=Value(str(label))) for nilai, label in AlasanLaporan.choices),
    output_field=CharField(),
)
_USULAN = Case(
    When(~Q(nama=""), then=_text(Value("Ganti nama menjadi "), F("nama"))),
    When(wilayah__isnull=False, then=_text(Value("Pindah ke "), F("wilayah__nama_lengkap"))),
    default=_text(Value("SK baru "), F("sk_nomor")),
    output_field=CharField(),
)
_BAHASA = Case(
    *(When(bahasa=nilai, then=Value(str(label))) for nilai, label in Bahasa.choices),
    output_field=CharField(),
)
_BARU = Q(status="submitted", kegiatan__naskah_terbit=None)
_REVISI = Q(status="submitted", kegiatan__naskah_terbit__isnull=False)
_TINJAU = Q(status="published", reviewed_at=None)
_BIASA = {"setuju": "approve_kegiatan", "kembali": "return_kegiatan"}

DAFTAR_JENIS: tuple[Jenis, ...] = (
    _post("kabar", "Kabar baru", "news", _BARU, HARI_KABAR, **_BIASA),
    _post("revisi", "Perbaikan kabar terbit", "edit", _REVISI, HARI_KABAR, **_BIASA),
    _post(
        "tinjau",
        "Sudah terbit, belum diperiksa",
        "eye",
        _TINJAU,
        HARI_TINJAU,
        setuju="confirm_kegiatan",
    ),
    Jenis(
        "kim",
        "Verifikasi KIM",
        "users-group",
        Kim,
        Q(status="submitted"),
        kim_verifiable_by,
        F("nama"),
        ("",),
        "submitted_at",
        HARI_KIM,
        setuju="verify_kim",
        kembali="return_kim",
    ),
    Jenis(
        "perubahan",
        "Perubahan KIM",
        "file-text",
        PerubahanKim,
        Q(status="submitted"),
        perubahan_decidable_by,
        _USULAN,
        ("kim__",),
        "submitted_at",
        HARI_KIM,
        setuju="approve_perubahan",
        kembali="return_perubahan",
    ),
    Jenis(
        "klaim",
        "Klaim KIM",
        "user",
        Permohonan,
        Q(status="submitted"),
        permohonan_decidable_by,
        _text(Value("Klaim oleh "), F("pengguna__nama")),
        ("kim__",),
        "created_at",
        HARI_KLAIM,
        setuju="accept_permohonan",
    ),
    Jenis(
        "laporan",
        "Laporan konten",
        "flag",
        LaporanKonten,
        Q(status="open"),
        laporan_decidable_by,
        _text(
            _ALASAN,
            Value(": "),
            Coalesce("kegiatan__naskah_terbit__judul", "kim__nama", Value("kabar")),
        ),
        ("kim__", "kegiatan__kim__"),
        "created_at",
        mendesak=Q(alasan__in=MENDESAK),
    ),
    Jenis(
        "keberatan",
        "Keberatan",
        "message-circle",
        Keberatan,
        Q(status="open"),
        keberatan_decidable_by,
        F("naskah__judul"),
        ("naskah__kegiatan__kim__",),
        "submitted_at",
    ),
    Jenis(
        "tanya",
        "Pertanyaan KIM",
        "info-circle",
        PertanyaanInfo,
        Q(status=StatusPertanyaan.ASKED),
        question_answerable_by,
        _text(F("info__judul"), Value(": "), Left("teks", AWAL_TANYA)),
        ("kim__",),
        "created_at",
        HARI_TANYA,
        mendesak=Q(info__urgensi=Urgensi.DARURAT),
        asal="info__wilayah",
    ),
    Jenis(
        "versi",
        "Versi bahasa setempat",
        "volume",
        VersiBahasa,
        Q(status=StatusVersi.SUBMITTED),
        version_reviewable_by,
        _text(F("info__judul"), Value(" (bahasa "), _BAHASA, Value(")")),
        ("kim__",),
        "submitted_at",
        HARI_VERSI,
        setuju="publish_version",
        kembali="return_version",
    ),
)
MENURUT_KODE = {jenis.kode: jenis for jenis in DAFTAR_JENIS}
