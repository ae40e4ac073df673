import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Cast, Left

from kimportal.mirror import mirror_links


class Migration(migrations.Migration):
    # Made beside the portal at work; filling the column writes every version once.
    atomic = False

    dependencies = [
        ("kegiatan", "0006_quick_lists"),
        ("komunitas", "0009_bidang_in_the_row"),
    ]

    operations = [
        migrations.AddField(
            model_name="naskah",
            name="bidang_ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, editable=False, size=None
            ),
        ),
        mirror_links(
            "kegiatan_naskah",
            "bidang_ids",
            "kegiatan_naskah_bidang",
            key="naskah_id",
            link="bidang_id",
        ),
        RemoveIndexConcurrently(model_name="naskah", name="naskah_cari"),
        AddIndexConcurrently(
            model_name="naskah",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("cari"),
                models.F("bidang_ids"),
                models.F("adinda"),
                models.Func(
                    *(Left("wilayah", n) for n in (2, 5, 8)),
                    Cast("jenis", models.TextField()),
                    template="ARRAY[%(expressions)s]",
                    output_field=django.contrib.postgres.fields.ArrayField(models.TextField()),
                ),
                condition=models.Q(("status", "published")),
                name="naskah_cari",
            ),
        ),
        AddIndexConcurrently(
            model_name="kegiatan",
            index=models.Index(
                models.F("id"),
                models.F("kim"),
                condition=models.Q(("naskah_terbit__isnull", True)),
                name="kegiatan_belum_terbit",
            ),
        ),
    ]
