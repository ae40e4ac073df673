"""Work that must still be done."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Utang",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("task", models.CharField(max_length=100, verbose_name="pekerjaan")),
                ("key", models.BigIntegerField(verbose_name="kunci")),
                (
                    "tries",
                    models.PositiveSmallIntegerField(default=0, verbose_name="percobaan gagal"),
                ),
                ("due_at", models.DateTimeField(verbose_name="dikerjakan mulai")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dicatat")),
            ],
            options={
                "verbose_name": "pekerjaan terutang",
                "verbose_name_plural": "pekerjaan terutang",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["due_at"], name="utang_jatuh")],
                "constraints": [
                    models.UniqueConstraint(fields=("task", "key"), name="utang_sekali")
                ],
            },
        ),
    ]
