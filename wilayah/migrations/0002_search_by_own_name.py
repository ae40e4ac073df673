import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("wilayah", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="wilayah",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("nama", name="gin_trgm_ops"),
                name="wilayah_nama_sendiri_trgm",
            ),
        ),
    ]
