"""Texts that an admin words otherwise before a message is released."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("diseminasi", "0003_fresh_pages"),
    ]

    operations = [
        migrations.CreateModel(
            name="TeksInfo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "bentuk",
                    models.CharField(
                        choices=[
                            ("whatsapp", "Pesan WhatsApp"),
                            ("sms", "SMS (160 huruf)"),
                            ("naskah", "Naskah dibacakan, satu menit"),
                        ],
                        max_length=8,
                        verbose_name="bentuk",
                    ),
                ),
                ("isi", models.TextField(verbose_name="isi")),
                ("dasar", models.CharField(max_length=16, verbose_name="dasar")),
                (
                    "info",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="daftar_teks",
                        to="diseminasi.infopemerintah",
                    ),
                ),
            ],
            options={
                "verbose_name": "teks siap sebar",
                "verbose_name_plural": "teks siap sebar",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("info", "bentuk"), name="teks_info_sekali"),
                    models.CheckConstraint(
                        condition=models.Q(("isi", ""), _negated=True), name="teks_info_ada"
                    ),
                ],
            },
        ),
    ]
