"""TeksInfo: a ready text that an admin worded otherwise than the portal would."""

from django.db import models

from diseminasi.models.info import InfoPemerintah


class BentukTeks(models.TextChoices):
    """The forms of a message that are words only."""

    WHATSAPP = "whatsapp", "Pesan WhatsApp"
    SMS = "sms", "SMS (160 huruf)"
    NASKAH = "naskah", "Naskah dibacakan, satu menit"


class TeksInfo(models.Model):
    """An admin's own wording of one form, without the address that follows it.

    `dasar` marks the words of the message at that time: once they are changed or corrected,
    the portal's own text stands again, since this one may say what is no longer right.
    """

    info = models.ForeignKey(InfoPemerintah, on_delete=models.CASCADE, related_name="daftar_teks")
    bentuk = models.CharField("bentuk", max_length=8, choices=BentukTeks)
    isi = models.TextField("isi")
    dasar = models.CharField("dasar", max_length=16)

    class Meta:
        verbose_name = "teks siap sebar"
        verbose_name_plural = "teks siap sebar"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["info", "bentuk"], name="teks_info_sekali"),
            models.CheckConstraint(name="teks_info_ada", condition=~models.Q(isi="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_bentuk_display()}: {self.info}"
