"""Indexes that are read without their rows hold only reports that nobody took back."""

import django.contrib.postgres.indexes
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("diseminasi", "0012_reports_taken_back"),
        ("images", "0001_initial"),
        ("komunitas", "0010_walked_in_order"),
        ("wilayah", "0004_levels"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="laporanpenyebaran",
            name="laporan_penyebaran_desa",
        ),
        migrations.RemoveIndex(
            model_name="laporanpenyebaran",
            name="laporan_penyebaran_bagian",
        ),
        migrations.AddIndex(
            model_name="laporanpenyebaran",
            index=models.Index(
                condition=models.Q(("dibatalkan_at", None)),
                fields=["info", "wilayah", "kim"],
                name="laporan_penyebaran_desa",
            ),
        ),
        migrations.AddIndex(
            model_name="laporanpenyebaran",
            index=models.Index(
                models.F("info"),
                django.contrib.postgres.indexes.OpClass("wilayah", name="varchar_pattern_ops"),
                condition=models.Q(("dibatalkan_at", None)),
                name="laporan_penyebaran_bagian",
            ),
        ),
    ]
