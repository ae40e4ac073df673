"""Pengguna: whoever signs in. Residents need no account."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models


class PenggunaManager(BaseUserManager["Pengguna"]):
    """Makes accounts; e-mail addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Pengguna":
        """Create an account that signs in with `email`; without a password it cannot yet."""
        pengguna = self.model(email=email.strip().lower(), **fields)
        pengguna.set_password(password)
        pengguna.save(using=self._db)
        return pengguna

    def create_superuser(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "Pengguna":
        """Create an account that may do everything in the admin."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "Pengguna":
        return self.get(email=(username or "").lower())


class Pengguna(AbstractBaseUser, PermissionsMixin):
    """A person with an account.

    Personal data: `email`, `telepon`, `nama`. Erasing a person empties these and keeps
    the row, since audit rows and posts point to it. People without e-mail are the rule in
    villages, so either of e-mail and telephone may be missing.
    """

    email = models.EmailField("alamat surel", unique=True, null=True, blank=True)
    telepon = models.CharField("nomor telepon", max_length=20, unique=True, null=True, blank=True)
    nama = models.CharField("nama", max_length=150, blank=True)
    is_staff = models.BooleanField("boleh membuka admin", default=False)
    is_active = models.BooleanField("aktif", default=True)
    created_at = models.DateTimeField("dibuat", auto_now_add=True)

    objects = PenggunaManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "pengguna"
        verbose_name_plural = "pengguna"

    def __str__(self) -> str:
        return self.nama or self.email or f"Pengguna {self.pk}"

    def get_short_name(self) -> str:
        return str(self)
