"""The database itself refuses to change the audit trail."""

import pytest
from django.db import IntegrityError, connection, transaction

from kimportal.audit.models import SYSTEM, CatatanAudit, record


@pytest.fixture
def row(kim):
    return record(by=SYSTEM, verb="verify_kim", obj=kim, wilayah_kode="73.71.01.1006")


def test_update_is_refused(row):
    with pytest.raises(IntegrityError, match="tidak boleh diubah"), transaction.atomic():
        CatatanAudit.objects.filter(pk=row.pk).update(reason="lain")


def test_delete_is_refused(row):
    with pytest.raises(IntegrityError, match="tidak boleh diubah"), transaction.atomic():
        row.delete()
    assert CatatanAudit.objects.filter(pk=row.pk).exists()


def test_truncate_is_refused(db):
    with connection.cursor() as cursor:
        # The suite switches this one guard off to empty the table between tests.
        cursor.execute("ALTER TABLE audit_catatanaudit ENABLE TRIGGER catatan_audit_no_truncate")
        with pytest.raises(IntegrityError, match="TRUNCATE"), transaction.atomic():
            cursor.execute("TRUNCATE audit_catatanaudit CASCADE")
        cursor.execute("ALTER TABLE audit_catatanaudit DISABLE TRIGGER catatan_audit_no_truncate")


def test_an_act_without_actor_is_a_programming_error(kim):
    with pytest.raises(TypeError):
        record(by=None, verb="verify_kim", obj=kim, wilayah_kode="73")
