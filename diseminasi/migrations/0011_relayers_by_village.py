"""Who relayed a message, village by village, is read from the index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("diseminasi", "0010_ready_reach")]

    operations = [
        migrations.RemoveIndex(model_name="laporanpenyebaran", name="laporan_penyebaran_desa"),
        migrations.AddIndex(
            model_name="laporanpenyebaran",
            index=models.Index(fields=["info", "wilayah", "kim"], name="laporan_penyebaran_desa"),
        ),
    ]
