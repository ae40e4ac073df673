import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.db import migrations, models

from kimportal.mirror import mirror_links


class Migration(migrations.Migration):
    dependencies = [("komunitas", "0008_quick_lists")]

    operations = [
        migrations.AddField(
            model_name="kim",
            name="bidang_ids",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, editable=False, size=None
            ),
        ),
        mirror_links(
            "komunitas_kim", "bidang_ids", "komunitas_kim_bidang", key="kim_id", link="bidang_id"
        ),
        migrations.RemoveIndex(model_name="kim", name="kim_cari"),
        migrations.AddIndex(
            model_name="kim",
            index=django.contrib.postgres.indexes.GinIndex(
                models.F("cari"), models.F("bidang_ids"), name="kim_cari"
            ),
        ),
        migrations.AddIndex(
            model_name="kim",
            index=models.Index(
                models.F("submitted_at"),
                condition=models.Q(("status", "submitted")),
                name="kim_diajukan",
            ),
        ),
        *(
            migrations.AddIndex(
                model_name="kim",
                index=models.Index(
                    django.db.models.functions.text.Left("wilayah", n), name=f"kim_wilayah_{n}"
                ),
            )
            for n in (2, 5)
        ),
    ]
