from django.db import migrations, models

import kimportal.images.models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Foto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kunci",
                    models.CharField(
                        default=kimportal.images.models.new_kunci,
                        max_length=32,
                        unique=True,
                        verbose_name="kunci",
                    ),
                ),
                (
                    "kunci_pribadi",
                    models.CharField(
                        default=kimportal.images.models.new_kunci,
                        max_length=32,
                        unique=True,
                        verbose_name="kunci pribadi",
                    ),
                ),
                ("lebar", models.PositiveIntegerField(verbose_name="lebar (px)")),
                ("tinggi", models.PositiveIntegerField(verbose_name="tinggi (px)")),
                (
                    "sha256",
                    models.CharField(db_index=True, max_length=64, verbose_name="sidik kiriman"),
                ),
                ("ukuran", models.JSONField(default=dict, verbose_name="ukuran rendisi")),
                ("is_public", models.BooleanField(default=False, verbose_name="terbit")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="dibuat")),
            ],
            options={
                "verbose_name": "foto",
                "verbose_name_plural": "foto",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("lebar__gt", 0), ("tinggi__gt", 0)),
                        name="foto_punya_ukuran",
                    )
                ],
            },
        ),
    ]
