"""Pemberitahuan: one message of the portal to one person; Kiriman: its e-mail."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from kimportal.accounts.models import Pengguna


class PemberitahuanQuerySet(models.QuerySet[Any]):
    """Messages; chainable."""

    def of(self, pengguna: Any) -> PemberitahuanQuerySet:
        """Keep those to one person."""
        return self.filter(pengguna=pengguna)

    def unread(self) -> PemberitahuanQuerySet:
        return self.filter(read_at=None)


class Pemberitahuan(models.Model):
    """One message in somebody's inbox. Personal data: it belongs to its person alone.

    `url` is a path of this portal. `kunci` names the occasion, so that the same occasion,
    told twice (a task that runs again), makes one message.
    """

    PERSONAL_FIELDS: ClassVar[tuple[str, ...]] = ("judul", "isi")

    pengguna = models.ForeignKey(
        Pengguna, on_delete=models.CASCADE, related_name="daftar_pemberitahuan"
    )
    judul = models.CharField("judul", max_length=150)
    isi = models.TextField("isi", max_length=2000, blank=True)
    url = models.CharField("tautan", max_length=250, blank=True)
    kunci = models.CharField("kejadian", max_length=120, blank=True)
    read_at = models.DateTimeField("dibaca", null=True, blank=True)
    created_at = models.DateTimeField("dibuat", auto_now_add=True)

    objects = PemberitahuanQuerySet.as_manager()

    class Meta:
        verbose_name = "pemberitahuan"
        verbose_name_plural = "pemberitahuan"
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["pengguna", "-created_at", "-id"], name="pemberitahuan_kotak"),
            models.Index(
                fields=["pengguna"],
                name="pemberitahuan_belum",
                condition=models.Q(read_at=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["pengguna", "kunci"],
                name="pemberitahuan_sekali",
                condition=~models.Q(kunci=""),
            ),
            models.CheckConstraint(
                name="pemberitahuan_tautan_sendiri",
                condition=models.Q(url="") | models.Q(url__startswith="/"),
            ),
        ]

    def __str__(self) -> str:
        return self.judul


class Kiriman(models.Model):
    """The e-mail of a message, from when it is owed until it was handed to the mail server.

    `due_at` is empty once it was sent or given up; only `kimportal.notifications.outbox` writes.
    """

    pesan = models.OneToOneField(Pemberitahuan, on_delete=models.CASCADE, related_name="kiriman")
    tries = models.PositiveSmallIntegerField("percobaan gagal", default=0)
    due_at = models.DateTimeField("dikirim mulai", null=True)
    sent_at = models.DateTimeField("terkirim", null=True)

    class Meta:
        verbose_name = "kiriman surel"
        verbose_name_plural = "kiriman surel"
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["due_at"], name="kiriman_jatuh", condition=models.Q(due_at__isnull=False)
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="kiriman_sekali", condition=models.Q(sent_at=None) | models.Q(due_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"Kiriman {self.pk}"
