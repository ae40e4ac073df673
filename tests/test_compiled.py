"""Compiled questions answer as the querysets do from which they are made."""

import pytest
from django.db import connection
from django.db.models import BigIntegerField, CharField, Count, Q, Sum
from django.http import Http404

from kimportal.compiled import CompiledQuery, Parameter, is_one_of_these
from komunitas.models import Bidang, Kim
from tests.factories import KimFactory
from wilayah.models import Wilayah

NAMA = Parameter("nama", CharField())
# What a text may hold that a statement must not take for its own.
ODD = [
    "KIM 100% Rakyat",
    "KIM %s $1",
    "KIM D'Artagnan; --",
    'KIM "Maju" */',
    "KIM /* Mundur",
    r"KIM \ Baru",
]

by_name = CompiledQuery(lambda: Kim.objects.filter(nama=NAMA).values_list("pk", "nama"))


def test_it_is_asked_with_other_values_each_time(regions):
    first, second = KimFactory(nama="KIM Satu"), KimFactory(nama="KIM Dua")

    assert by_name(nama="KIM Satu") == [(first.pk, "KIM Satu")]
    assert by_name(nama="KIM Dua") == [(second.pk, "KIM Dua")]
    assert by_name(nama="KIM Tiga") == []


@pytest.mark.parametrize("nama", ODD)
def test_a_value_is_never_part_of_the_statement(nama, regions):
    kim = KimFactory(nama=nama)

    assert by_name(nama=nama) == [(kim.pk, nama)]


@pytest.mark.parametrize("nama", ODD)
def test_what_never_changes_is_written_as_it_is(nama, regions):
    kim = KimFactory(nama=nama)
    fixed = CompiledQuery(lambda: Kim.objects.filter(nama=nama).values_list("pk"))

    assert fixed() == [(kim.pk,)]


@pytest.mark.parametrize("pk", [2**63, -(2**63) - 1, 10**30])
def test_a_number_that_no_key_can_be_finds_nothing(pk, kim):
    by_key = CompiledQuery(lambda: Kim.objects.filter(pk=Parameter("pk", BigIntegerField())))

    assert by_key(pk=pk) == []
    assert by_key(pk=kim.pk) == [kim]


@pytest.mark.django_db(transaction=True)
def test_it_is_prepared_anew_after_a_migration_changed_a_column():
    Bidang.objects.create(nama="Kelautan", slug="kelautan")
    by_slug = CompiledQuery(lambda: Bidang.objects.filter(slug="kelautan").values_list("nama"))
    assert by_slug() == [("Kelautan",)]

    _widen("nama", 80)
    try:
        assert by_slug() == [("Kelautan",)]
    finally:
        _widen("nama", Bidang._meta.get_field("nama").max_length)


def _widen(column: str, length: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE komunitas_bidang ALTER {column} TYPE varchar({length})")


def test_a_parameter_may_stand_in_several_places(regions):
    kim = KimFactory(nama="KIM Satu")
    either = CompiledQuery(
        lambda: Kim.objects.filter(
            Q(nama=NAMA) | Q(alamat=NAMA), pk=Parameter("pk", BigIntegerField())
        ).values_list("pk")
    )

    assert either(pk=kim.pk, nama="KIM Satu") == [(kim.pk,)]
    assert either(pk=kim.pk, nama="KIM Dua") == []


def test_values_are_converted_as_django_does(regions):
    kode = Parameter("kode", CharField())
    rows = CompiledQuery(
        lambda: Wilayah.objects.filter(kode=kode).values_list(Count("daftar_kim"), Sum("penduduk"))
    )

    assert rows(kode="73.71") == [
        *Wilayah.objects.filter(kode="73.71").values_list(Count("daftar_kim"), Sum("penduduk"))
    ]


these = CompiledQuery(
    lambda: (
        Kim.objects.filter(is_one_of_these())
        .select_related("wilayah", "logo")
        .only("nama", "wilayah__nama", "logo__kunci")
        .prefetch_related("bidang")
        .order_by("pk")
    )
)


def test_objects_come_with_what_was_loaded_along(regions, django_assert_num_queries):
    kim, perikanan = KimFactory(nama="KIM Satu"), Bidang.objects.get(slug="perikanan")
    kim.bidang.set([perikanan])

    with django_assert_num_queries(2):
        (found,) = these(these=[kim.pk])
        shown = found.nama, found.wilayah.nama, found.logo, [*found.bidang.all()]

    assert shown == (kim.nama, kim.wilayah.nama, None, [perikanan])


def test_objects_are_new_ones_at_each_call(regions):
    kim = KimFactory(nama="KIM Satu")
    (first,) = these(these=[kim.pk])
    first.nama = "KIM Lain"

    assert [one.nama for one in these(these=[kim.pk])] == ["KIM Satu"]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_any_number_of_keys_is_one_statement(count, regions):
    kim = [KimFactory() for _ in range(4)]

    assert these(these=[one.pk for one in kim[:count]]) == kim[:count]


def test_where_there_is_no_row_it_is_not_found(regions):
    kim = KimFactory(nama="KIM Satu")

    assert by_name.one_or_404(nama="KIM Satu") == (kim.pk, "KIM Satu")
    with pytest.raises(Http404):
        by_name.one_or_404(nama="KIM Dua")


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_prepares_it_anew():
    assert by_name(nama="KIM Satu") == []

    connection.close()

    assert by_name(nama="KIM Satu") == []
