"""Let the database itself refuse any change of the audit trail."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION catatan_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'catatan audit tidak boleh diubah atau dihapus (%)', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER catatan_audit_append_only
    BEFORE UPDATE OR DELETE ON audit_catatanaudit
    FOR EACH ROW EXECUTE FUNCTION catatan_audit_refuse();

CREATE TRIGGER catatan_audit_no_truncate
    BEFORE TRUNCATE ON audit_catatanaudit
    FOR EACH STATEMENT EXECUTE FUNCTION catatan_audit_refuse();
"""

BACKWARD = """
DROP TRIGGER catatan_audit_no_truncate ON audit_catatanaudit;
DROP TRIGGER catatan_audit_append_only ON audit_catatanaudit;
DROP FUNCTION catatan_audit_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
