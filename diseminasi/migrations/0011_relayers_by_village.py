"""Indexes: who relayed a message, village by village; what came to the villages of a region."""

from django.contrib.postgres.indexes import OpClass
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("diseminasi", "0010_ready_reach")]

    operations = [
        migrations.RemoveIndex(model_name="laporanpenyebaran", name="laporan_penyebaran_desa"),
        migrations.AddIndex(
            model_name="laporanpenyebaran",
            index=models.Index(fields=["info", "wilayah", "kim"], name="laporan_penyebaran_desa"),
        ),
        migrations.AddIndex(
            model_name="laporanpenyebaran",
            index=models.Index(
                "info",
                OpClass("wilayah", name="varchar_pattern_ops"),
                name="laporan_penyebaran_bagian",
            ),
        ),
        migrations.RemoveIndex(model_name="penyampaian", name="penyampaian_desa"),
        migrations.AddIndex(
            model_name="penyampaian",
            index=models.Index(
                "info",
                OpClass("wilayah_kode", name="varchar_pattern_ops"),
                name="penyampaian_desa",
            ),
        ),
    ]
