"""Reach that is kept ready: one row per message (or programme) and region it is for.

Only `diseminasi.reach_refreshing` writes here, and nothing is true because it stands here:
every figure is that of REACH (`diseminasi/reach.py`), and can be counted anew at any time.
"""

from django.db import models

from diseminasi.models.info import InfoPemerintah


class CapaianWilayah(models.Model):
    """The villages of one region down to the kecamatan ("" = all), by how far a message came.

    `induk` is the region in whose table the row stands. `rincian` holds channels, days and
    corrections, as `diseminasi.reach_details` counts them.
    """

    info = models.ForeignKey(
        InfoPemerintah, on_delete=models.CASCADE, null=True, related_name="daftar_capaian"
    )
    program = models.CharField("kunci program", max_length=120, blank=True)
    kode = models.CharField("kode wilayah", max_length=8, blank=True)
    induk = models.CharField("kode induk", max_length=5, null=True)  # noqa: DJ001 "" is the nation
    desa = models.PositiveIntegerField()
    ber_kim = models.PositiveIntegerField()
    disampaikan = models.PositiveIntegerField()
    disebarkan = models.PositiveIntegerField()
    aparat = models.PositiveIntegerField()
    rincian = models.JSONField(default=dict)
    counted_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "capaian wilayah"
        verbose_name_plural = "capaian wilayah"
        ordering = ["kode", "pk"]
        indexes = [
            models.Index(fields=["info", "program", "induk", "kode"], name="capaian_bagian"),
            models.Index(fields=["kode", "-info"], name="capaian_di_wilayah"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["info", "program", "kode"], name="capaian_sekali", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="capaian_pokok",
                condition=models.Q(info=None) ^ models.Q(program=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.info or self.program}: {self.kode or 'Indonesia'}"


class CapaianUsang(models.Model):
    """A kecamatan ("" = all) of a message whose reach is to be counted anew.

    Triggers write the rows together with each delivery, relay and correction; whoever counts
    takes them out.
    """

    info = models.ForeignKey(InfoPemerintah, on_delete=models.CASCADE, related_name="+")
    kode = models.CharField("kode kecamatan", max_length=8, blank=True)

    class Meta:
        verbose_name = "capaian usang"
        verbose_name_plural = "capaian usang"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.info_id}: {self.kode or 'Indonesia'}"
