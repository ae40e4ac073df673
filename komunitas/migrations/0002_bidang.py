"""Seed the fields of interest: those of KIM.id and KIMFest, merged (docs/keputusan.md)."""

from django.db import migrations

BIDANG = [
    ("Pertanian", "pertanian"),
    ("Perkebunan", "perkebunan"),
    ("Peternakan", "peternakan"),
    ("Perikanan", "perikanan"),
    ("UMKM dan ekonomi kreatif", "umkm-ekonomi-kreatif"),
    ("Pariwisata", "pariwisata"),
    ("Sosial budaya", "sosial-budaya"),
    ("Kesehatan", "kesehatan"),
    ("Pendidikan dan literasi", "pendidikan-literasi"),
    ("Lingkungan", "lingkungan"),
    ("Kebencanaan", "kebencanaan"),
    ("Media dan TIK", "media-tik"),
    ("Lainnya", "lainnya"),
]


def seed(apps, schema_editor):
    model = apps.get_model("komunitas", "Bidang")
    for urutan, (nama, slug) in enumerate(BIDANG, start=1):
        model.objects.get_or_create(slug=slug, defaults={"nama": nama, "urutan": urutan})


class Migration(migrations.Migration):
    dependencies = [("komunitas", "0001_initial")]
    # Going back leaves the rows: KIM and posts may point to them.
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
