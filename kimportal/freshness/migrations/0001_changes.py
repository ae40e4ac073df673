"""The list of changes, the function that writes into it, and the tables that are watched."""

import django.db.models.functions.datetime
from django.db import migrations, models

from kimportal.freshness.operations import watch, watch_rows

FORWARD = """
CREATE FUNCTION freshness_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Once per transaction; the mark goes with it, and with a savepoint that is rolled back.
    IF current_setting('kim.noted', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
        PERFORM set_config('kim.noted', pg_current_xact_id()::text, true);
        INSERT INTO freshness_change DEFAULT VALUES;
    END IF;
    RETURN NULL;
END $$;
"""
BACKWARD = "DROP FUNCTION freshness_note();"


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("images", "0001_initial"),
        ("kegiatan", "0005_entrusted_posts"),
        ("komunitas", "0007_assignments_and_merging"),
        ("rekap", "0001_counts"),
        ("wilayah", "0003_boundaries"),
    ]
    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={"verbose_name": "perubahan", "verbose_name_plural": "perubahan"},
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        # Drafts are saved every few seconds and shown to nobody.
        watch_rows("kegiatan_naskah", "ROW.status = 'published'"),
        watch("kegiatan_kegiatan"),
        watch("kegiatan_naskah_bidang"),
        watch("kegiatan_fotonaskah"),
        watch("kegiatan_praktikbaik"),
        watch_rows("images_foto", "ROW.is_public"),
        watch("komunitas_kim"),
        watch("komunitas_kim_bidang"),
        watch("komunitas_bidang"),
        watch("komunitas_keanggotaan"),
        watch("komunitas_suratkeputusan"),
        watch("rekap_rekapwilayah"),
        watch("rekap_rekapsel"),
        watch("rekap_rekaptitik"),
        watch("wilayah_wilayah"),
        watch("wilayah_muatanbatas"),
    ]
