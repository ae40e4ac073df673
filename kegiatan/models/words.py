"""The words that posts are made of, so that a misspelt one is known as such."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models


class Kata(models.Model):
    """A word of a published title or summary; `akar` is its Indonesian stem.

    A few ten thousand rows stand for the titles of all posts, whose number does not matter.
    """

    kata = models.CharField("kata", max_length=40, primary_key=True)
    akar = models.CharField("akar kata", max_length=40, db_index=True)

    class Meta:
        verbose_name = "kata"
        verbose_name_plural = "kata"
        ordering = ["kata"]
        indexes = [GinIndex(OpClass("kata", name="gin_trgm_ops"), name="kata_trgm")]

    def __str__(self) -> str:
        return self.kata
