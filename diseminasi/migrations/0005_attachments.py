"""Documents and pictures that belong to a message; public pages list them."""

import django.db.models.deletion
from django.db import migrations, models

import diseminasi.models.attachments
from kimportal.freshness.operations import watch


class Migration(migrations.Migration):
    dependencies = [
        ("diseminasi", "0004_ready_texts"),
        ("freshness", "0001_changes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Lampiran",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("judul", models.CharField(max_length=100, verbose_name="nama lampiran")),
                (
                    "berkas",
                    models.FileField(
                        upload_to=diseminasi.models.attachments.attachment_path,
                        verbose_name="berkas",
                    ),
                ),
                ("ukuran", models.PositiveIntegerField(verbose_name="ukuran")),
                (
                    "info",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="daftar_lampiran",
                        to="diseminasi.infopemerintah",
                    ),
                ),
            ],
            options={
                "verbose_name": "lampiran",
                "verbose_name_plural": "lampiran",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("info", "judul"), name="lampiran_judul_tunggal"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("judul", ""), _negated=True),
                            models.Q(("berkas", ""), _negated=True),
                        ),
                        name="lampiran_lengkap",
                    ),
                ],
            },
        ),
        watch("diseminasi_lampiran"),
    ]
