"""Public pages also show what the words of posts and the months of regions say."""

from django.db import migrations

from kimportal.freshness.operations import watch


class Migration(migrations.Migration):
    dependencies = [
        ("freshness", "0001_changes"),
        ("kegiatan", "0006_quick_lists"),
        ("rekap", "0002_months"),
    ]
    operations = [watch("kegiatan_kata"), watch("rekap_rekapbulan")]
