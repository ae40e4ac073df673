"""Compiled questions answer as the querysets do from which they are made."""

import pytest
from django.db import connection
from django.db.models import BigIntegerField, CharField, Count, Q, Sum

from kimportal.compiled import CompiledQuery, Parameter
from komunitas.models import Kim
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


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_prepares_it_anew():
    assert by_name(nama="KIM Satu") == []

    connection.close()

    assert by_name(nama="KIM Satu") == []
