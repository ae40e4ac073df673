from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    # Made beside the portal at work.
    atomic = False

    dependencies = [("kegiatan", "0007_bidang_in_the_row")]

    operations = [
        AddIndexConcurrently(
            model_name="naskah",
            index=models.Index(
                models.F("submitted_at").desc(),
                models.F("id").desc(),
                condition=models.Q(("submitted_at__isnull", False)),
                name="naskah_masuk",
            ),
        ),
    ]
