"""The one table of the yardstick."""

from django.db import models


class Catatan(models.Model):
    """A row of the list."""

    judul = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200)
    ringkasan = models.TextField()
    tempat = models.CharField(max_length=100)
    penulis = models.CharField(max_length=100)
    gambar = models.CharField(max_length=100)
    terbit_pada = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "patokan"
        ordering = ["-terbit_pada"]

    def __str__(self) -> str:
        return self.judul

    def get_absolute_url(self) -> str:
        return f"/catatan/{self.pk}/{self.slug}/"
