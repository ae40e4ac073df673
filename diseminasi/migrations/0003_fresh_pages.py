"""Public pages are made anew when a message, its sasaran, a correction or a relay changes."""

from django.db import migrations

from kimportal.freshness.operations import watch


class Migration(migrations.Migration):
    dependencies = [
        ("diseminasi", "0002_delivery_and_relay"),
        ("freshness", "0001_changes"),
    ]
    operations = [
        watch("diseminasi_infopemerintah"),
        watch("diseminasi_infopemerintah_bidang"),
        watch("diseminasi_sasaran"),
        watch("diseminasi_infopemerintah_sasaran_bidang"),
        watch("diseminasi_ralat"),
        watch("diseminasi_laporanpenyebaran"),
        watch("diseminasi_pengantaran"),
        watch("diseminasi_penyampaian"),
    ]
