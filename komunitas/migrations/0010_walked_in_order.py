from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Left

PUBLIC = models.Q(("status", "verified"))


def _by_key(length: int) -> models.Index:
    order = (Left("wilayah", length), models.F("id"))
    return models.Index(*order, condition=PUBLIC, name=f"kim_kunci_{length}")


class Migration(migrations.Migration):
    # Made beside the portal at work.
    atomic = False

    dependencies = [("komunitas", "0009_bidang_in_the_row")]

    operations = [
        AddIndexConcurrently(model_name="kim", index=_by_key(2)),
        AddIndexConcurrently(model_name="kim", index=_by_key(5)),
        AddIndexConcurrently(
            model_name="kim", index=models.Index(fields=["nama", "id"], name="kim_meja")
        ),
        AddIndexConcurrently(
            model_name="suratkeputusan",
            index=models.Index(fields=["berlaku_sampai"], name="sk_berakhir"),
        ),
    ]
