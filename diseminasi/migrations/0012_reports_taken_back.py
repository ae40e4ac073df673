from django.db import migrations, models

# A report may be taken back once; all else about it stays. Its kecamatan is counted anew.
FORWARD = """
CREATE FUNCTION diseminasi_only_taken_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.dibatalkan_at IS NULL AND NEW.dibatalkan_at IS NOT NULL
        AND to_jsonb(NEW) - 'dibatalkan_at' = to_jsonb(OLD) - 'dibatalkan_at' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'baris % tidak boleh diubah atau dihapus (%)', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
DROP TRIGGER laporan_append_only ON diseminasi_laporanpenyebaran;
CREATE TRIGGER laporan_append_only BEFORE UPDATE OR DELETE ON diseminasi_laporanpenyebaran
    FOR EACH ROW EXECUTE FUNCTION diseminasi_only_taken_back();
CREATE TRIGGER laporan_batal_usang AFTER UPDATE ON diseminasi_laporanpenyebaran
    REFERENCING NEW TABLE AS baru FOR EACH STATEMENT EXECUTE FUNCTION diseminasi_mark_relayed();
"""
BACKWARD = """
DROP TRIGGER laporan_batal_usang ON diseminasi_laporanpenyebaran;
DROP TRIGGER laporan_append_only ON diseminasi_laporanpenyebaran;
CREATE TRIGGER laporan_append_only BEFORE UPDATE OR DELETE ON diseminasi_laporanpenyebaran
    FOR EACH ROW EXECUTE FUNCTION diseminasi_refuse();
DROP FUNCTION diseminasi_only_taken_back();
"""


class Migration(migrations.Migration):
    dependencies = [("diseminasi", "0011_relayers_by_village")]

    operations = [
        migrations.AddField(
            model_name="laporanpenyebaran",
            name="dibatalkan_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="dibatalkan pada"),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
