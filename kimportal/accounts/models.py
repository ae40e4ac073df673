"""Pengguna: whoever signs in. Residents need no account.

Every model that holds personal data names the fields in `PERSONAL_FIELDS`; exporting and
erasing (`personal.py` of each app) must cover all of them, and a test holds that they do.
"""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models, transaction

from kimportal.accounts.phones import PATTERN, normalise_phone


class PenggunaManager(BaseUserManager["Pengguna"]):
    """Makes accounts; e-mail addresses are kept in lower case."""

    def create_user(
        self, email: str | None, password: str | None = None, **fields: Any
    ) -> "Pengguna":
        """Create an account that signs in with `email`; without a password it cannot yet."""
        pengguna = self.model(email=email.strip().lower() if email else None, **fields)
        pengguna.set_password(password)
        pengguna.save(using=self._db)
        return pengguna

    @transaction.atomic
    def create_superuser(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "Pengguna":
        """Create an account that may do everything in the admin.

        Whoever may run this command vouches for the address, so it needs no confirmation.
        """
        # allauth's models need those of this module first.
        from allauth.account.models import EmailAddress

        pengguna = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        EmailAddress.objects.create(
            user=pengguna, email=pengguna.email, primary=True, verified=True
        )
        return pengguna

    def get_by_natural_key(self, username: str | None) -> "Pengguna":
        return self.get(email=(username or "").lower())


class Pengguna(AbstractBaseUser, PermissionsMixin):
    """A person with an account.

    Erasing a person empties the personal fields and keeps the row, since audit rows and
    posts point to it. People without e-mail are the rule in villages, so either of e-mail
    and telephone may be missing; both are sign-in names.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ("email", "telepon", "nama", "password")

    email = models.EmailField("alamat surel", unique=True, null=True, blank=True)
    telepon = models.CharField("nomor telepon", max_length=20, unique=True, null=True, blank=True)
    nama = models.CharField("nama", max_length=150, blank=True)
    is_staff = models.BooleanField("boleh membuka admin", default=False)
    is_active = models.BooleanField("aktif", default=True)
    # Set while the person has withdrawn consent; only the person can come back.
    rested_at = models.DateTimeField("beristirahat sejak", null=True, editable=False)
    # Set while admins hold the account closed; only they can open it again.
    suspended_at = models.DateTimeField("dibekukan sejak", null=True, editable=False)
    created_at = models.DateTimeField("dibuat", auto_now_add=True)

    objects = PenggunaManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "pengguna"
        verbose_name_plural = "pengguna"
        constraints = [
            models.CheckConstraint(
                name="pengguna_telepon_sah",
                condition=models.Q(telepon=None) | models.Q(telepon__regex=PATTERN),
                violation_error_message="Tulis nomor telepon Indonesia, misalnya 0812 3456 7890.",
            ),
            models.CheckConstraint(
                name="pengguna_bisa_masuk",
                condition=models.Q(is_active=False)
                | models.Q(email__isnull=False)
                | models.Q(telepon__isnull=False),
                violation_error_message="Isi alamat surel atau nomor telepon.",
            ),
            models.CheckConstraint(
                name="pengguna_beku_tidak_aktif",
                condition=models.Q(suspended_at=None) | models.Q(is_active=False),
                violation_error_message=(
                    "Akun ini dibekukan. Pulihkan lewat halaman orangnya di meja kerja."
                ),
            ),
            models.CheckConstraint(
                name="pengguna_istirahat_tidak_aktif",
                condition=models.Q(rested_at=None) | models.Q(is_active=False),
                violation_error_message=(
                    "Orang ini menarik persetujuannya. Hanya ia sendiri yang dapat kembali, "
                    "dengan masuk dan menyetujui lagi."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.nama or self.email or f"Pengguna {self.pk}"

    def clean(self) -> None:
        """Bring sign-in names into the form in which they are kept."""
        super().clean()
        self.email = (self.email or "").strip().lower() or None
        try:
            self.telepon = normalise_phone(self.telepon) if self.telepon else None
        except ValidationError as error:
            raise ValidationError({"telepon": error}) from error

    def get_short_name(self) -> str:
        return str(self)


class Persetujuan(models.Model):
    """That a person agreed to how the portal uses personal data, to which text, and when.

    Kept after it was withdrawn: the row is the record of it. `versi` names the text
    (`consent.VERSI`), which is the page /privasi/.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ()

    pengguna = models.ForeignKey(
        Pengguna, on_delete=models.PROTECT, related_name="daftar_persetujuan"
    )
    versi = models.CharField("versi teks", max_length=20)
    dewasa = models.BooleanField("menyatakan berusia 18 tahun ke atas")
    created_at = models.DateTimeField("disetujui", auto_now_add=True)
    withdrawn_at = models.DateTimeField("ditarik", null=True, blank=True)

    class Meta:
        verbose_name = "persetujuan"
        verbose_name_plural = "persetujuan"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pengguna", "versi"],
                name="persetujuan_tunggal",
                condition=models.Q(withdrawn_at=None),
            ),
            models.CheckConstraint(name="persetujuan_dewasa", condition=models.Q(dewasa=True)),
            models.CheckConstraint(
                name="persetujuan_urutan",
                condition=models.Q(withdrawn_at=None)
                | models.Q(withdrawn_at__gte=models.F("created_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.versi} ({self.created_at:%Y-%m-%d})"


class JenisKode(models.TextChoices):
    AKTIVASI = "aktivasi", "Aktivasi akun"
    PEMULIHAN = "pemulihan", "Pemulihan akun"


class KodeAkun(models.Model):
    """A single-use code and link that lets a person without e-mail set a password.

    Both are kept hashed only. `salah` counts wrong tries of the typed code; the link cannot
    be guessed and is not counted.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ("hash_kode", "hash_tautan")

    pengguna = models.ForeignKey(Pengguna, on_delete=models.PROTECT, related_name="daftar_kode")
    jenis = models.CharField("jenis", max_length=10, choices=JenisKode)
    hash_kode = models.CharField(max_length=64)
    hash_tautan = models.CharField(max_length=64, unique=True)
    issued_by = models.ForeignKey(
        Pengguna, on_delete=models.PROTECT, related_name="+", verbose_name="dibuat oleh"
    )
    created_at = models.DateTimeField("dibuat", auto_now_add=True)
    berlaku_sampai = models.DateTimeField("berlaku sampai")
    salah = models.PositiveSmallIntegerField("salah ketik", default=0)
    used_at = models.DateTimeField("dipakai", null=True, blank=True)
    ended_at = models.DateTimeField("diakhiri", null=True, blank=True)

    class Meta:
        verbose_name = "kode akun"
        verbose_name_plural = "kode akun"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pengguna"],
                name="kode_satu_terbuka",
                condition=models.Q(used_at=None, ended_at=None),
            ),
            models.CheckConstraint(
                name="kode_satu_akhir",
                condition=models.Q(used_at=None) | models.Q(ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} ({self.created_at:%Y-%m-%d})"
