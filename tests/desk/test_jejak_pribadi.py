"""Nothing personal escapes: every model that points to a person is exported, and emptied.

The first tests walk over all models, so that a model made later cannot be forgotten.
"""

import datetime
import json
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kimportal.accounts import personal as accounts_personal
from kimportal.accounts.activation import issue_code
from kimportal.accounts.consent import give_consent
from kimportal.accounts.models import Pengguna
from kimportal.audit.models import record
from kimportal.desk.personal_data import erase_person, export_person, note_download
from kimportal.desk.reports import submit_report
from kimportal.notifications.inbox import notify
from komunitas.models import Jabatan
from tests.factories import KeanggotaanFactory, PenggunaFactory, PenugasanFactory
from tests.hoaks.rumours import sent
from tests.publishing import publish

NAMA, EMAIL, TELEPON = "Zubaidah Tandililing", "zubaidah.t@hapus.example", "6281177770001"
SANDI = "Sandi-uji-2026!"
# Written by the libraries or Django for the account, without text of or about the person.
LIBRARIES = ("account", "mfa", "socialaccount", "usersessions", "admin", "auth", "sessions")
TEXT = (models.CharField, models.TextField, models.JSONField)
# Unfinished uploads and the like hang on a post, which is exported.
PEOPLE_POINTERS = [
    model
    for model in apps.get_models()
    if any(
        isinstance(field, models.ForeignKey) and field.related_model is Pengguna
        for field in model._meta.get_fields()
    )
]
OURS = [model for model in PEOPLE_POINTERS if model._meta.app_label not in LIBRARIES]
MARKED = accounts_personal.PERSONAL_FIELDS | {
    model: model.PERSONAL_FIELDS for model in apps.get_models() if hasattr(model, "PERSONAL_FIELDS")
}


def pointers(model) -> list[str]:
    """Return the names of the fields by which rows of `model` belong to a person."""
    if model is Pengguna:
        return ["pk"]
    return [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is Pengguna
    ]


def rows_of(model, pengguna):
    """Return the rows that point to the person by any field."""
    found = models.Q()
    for name in pointers(model):
        found |= models.Q(**{name: pengguna.pk})
    return model._default_manager.filter(found)


def text_fields(model) -> list[str]:
    return [
        field.attname
        for field in model._meta.concrete_fields
        if isinstance(field, TEXT) and not isinstance(field, models.GeneratedField)
    ]


@pytest.fixture
def person(kim, cast, client):
    """Somebody with as much in this portal as one can have."""
    person = PenggunaFactory(nama=NAMA, email=EMAIL, telepon=TELEPON)
    person.set_password(SANDI)
    person.save()
    give_consent(by=person)
    client.post("/akun/masuk/", {"login": TELEPON, "password": SANDI})
    officer = PenggunaFactory(is_staff=True, is_superuser=True)
    issue_code(person, jenis="pemulihan", by=officer)
    place = KeanggotaanFactory(
        kim=kim, pengguna=person, nama=NAMA, jabatan=Jabatan.SEKRETARIS, tampil_publik=True
    )
    PenugasanFactory(pengguna=person, wilayah=None, peran="pemantau")
    kabar = publish(kim, kegiatan__penulis=person, judul="Warga menanam bakau")
    submit_report(
        kabar.kegiatan, alasan="salah", catatan=f"Saya {NAMA}", kontak=EMAIL, kunci=uuid4()
    )
    sent(teks="Isu dari grup keluarga", kontak=EMAIL)
    notify([person], judul=f"Halo {NAMA}", isi=f"Surel Anda {EMAIL}")
    record(by=person, verb="uji", obj=kim, wilayah_kode=kim.wilayah_id)
    note_download(by=person)
    for thing in (person, place):
        LogEntry.objects.create(
            user=officer,
            content_type=ContentType.objects.get_for_model(thing),
            object_id=str(thing.pk),
            object_repr=f"{NAMA} ({EMAIL})",
            action_flag=CHANGE,
        )
    LogEntry.objects.create(user=person, object_repr="Kabar", action_flag=CHANGE)
    return person


def test_there_are_models_to_inspect():
    assert len(PEOPLE_POINTERS) > 8
    assert len(OURS) > 5
    assert len(MARKED) > 5


@pytest.mark.parametrize("model", OURS, ids=lambda m: m.__name__)
def test_a_model_about_people_says_which_fields_are_personal(model):
    """Also the audit trail and the post, whose rule is that they hold nothing personal."""
    names = {field.name for field in model._meta.get_fields()}

    assert set(model.PERSONAL_FIELDS) <= names


@pytest.mark.parametrize("model", PEOPLE_POINTERS, ids=lambda m: m.__name__)
def test_a_model_about_people_is_asked_by_the_export(model, person):
    with CaptureQueriesContext(connection) as asked:
        export_person(person)

    table = f'"{model._meta.db_table}"'
    assert any(table in query["sql"] for query in asked.captured_queries)


def test_the_export_is_json_and_complete(person):
    text = json.dumps(export_person(person), ensure_ascii=False)

    wanted = (
        NAMA,
        EMAIL,
        f"Saya {NAMA}",
        TELEPON,
        "Warga menanam bakau",
        f"Halo {NAMA}",
        "Sekretaris",
        "uji",
    )
    assert [word for word in wanted if word not in text] == []
    assert person.password not in text


def test_erasing_empties_every_marked_field(person):
    held = [
        (model, row.pk, name, value)
        for model, names in MARKED.items()
        for row in rows_of(model, person)
        for name in names
        if (value := getattr(row, name))
    ]
    assert len(held) > 5

    erase_person(person, by=person)

    left = []
    for model, pk, name, value in held:
        row = model._default_manager.filter(pk=pk).first()
        if row is not None and getattr(row, name) == value:
            left.append((model.__name__, name, value))
    assert left == []


def test_erasing_leaves_no_trace_in_any_table(person):
    assert traces()

    erase_person(person, by=person)

    assert traces() == []


def traces() -> list[tuple[str, str]]:
    """Return every column of every table that still holds a word of the person."""
    found = []
    for model in apps.get_models():
        names = text_fields(model)
        for row in model._default_manager.values_list(*names) if names else []:
            text = json.dumps(row, default=str, ensure_ascii=False)
            if any(word in text for word in (NAMA, EMAIL, TELEPON)):
                found.append((model.__name__, text[:200]))
    return found


def test_erasing_is_done_once_and_leaves_others_alone(person, cast, kim):
    before = cast.ketua.daftar_keanggotaan.get().nama
    erase_person(person, by=person)

    cast.ketua.refresh_from_db()
    assert cast.ketua.email
    assert cast.ketua.daftar_keanggotaan.get().nama == before
    assert kim.daftar_kegiatan.filter(naskah_terbit__judul="Warga menanam bakau").exists()


def test_an_erased_person_is_signed_out_everywhere(person, client):
    assert client.get("/akun/data/").status_code == 200

    erase_person(person, by=person)

    assert client.get("/akun/data/").status_code == 302
    assert Client().post("/akun/masuk/", {"login": EMAIL, "password": SANDI}).status_code == 200


def test_terms_end_with_the_account(person):
    erase_person(person, by=person)

    assert {row.selesai for row in person.daftar_penugasan.all()} == {datetime.date.today()}
