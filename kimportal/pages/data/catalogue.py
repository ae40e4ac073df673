"""The catalogue of the open data for machines: DCAT as JSON-LD, columns as CSVW.

Both name their vocabularies inside the document, so that reading them needs no other host.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from kimportal.pages.data import shelf
from kimportal.pages.data.dictionary import (
    BULAT,
    DESIMAL,
    SEMUA,
    TANGGAL,
    WAKTU,
    YA_TIDAK,
    Kolom,
    SetData,
)
from kimportal.template_tags import alamat_lengkap

LISENSI = "https://creativecommons.org/licenses/by/4.0/"
NAMA_LISENSI = "CC BY 4.0"
JENIS = {jenis.slug: jenis for jenis in SEMUA}
_EU = "http://publications.europa.eu/resource/authority"
_IANA = "https://www.iana.org/assignments/media-types"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_CSVW_TYPE = {
    BULAT: "integer",
    DESIMAL: "decimal",
    TANGGAL: "date",
    WAKTU: "dateTime",
    YA_TIDAK: {"base": "boolean", "format": "ya|tidak"},
}


def judul_isi(isi: shelf.Isi) -> str:
    """Name a data set as people read it: "Kabar KIM yang terbit, 2026"."""
    judul = JENIS[isi.jenis].judul
    return f"{judul}, {isi.tahun}" if isi.tahun else judul


def catalogue(rak: shelf.Rak | None) -> dict[str, Any]:
    """Return the DCAT catalogue of the files of the night, and of the API."""
    daftar = rak.daftar_isi if rak else []
    return {
        "@context": _CONTEXT,
        "@id": _id("pages:data"),
        "@type": "dcat:Catalog",
        "dct:title": _text(f"Data terbuka {settings.KIM_NAMA_SITUS}"),
        "dct:description": _text(
            "KIM, kabar, Info Pemerintah, Cek Hoaks, dan cakupan KIM menurut wilayah."
        ),
        "dct:language": {"@id": f"{_EU}/language/IND"},
        "dct:license": {"@id": LISENSI},
        "dct:publisher": _publisher(),
        "foaf:homepage": {"@id": _id("pages:data")},
        **({"dct:modified": _moment(rak)} if rak else {}),
        "dcat:dataset": [_dataset(isi, rak) for isi in daftar if rak],
        "dcat:service": [_service()],
    }


def columns() -> dict[str, Any]:
    """Return the data dictionary of the CSV files as a CSVW table group."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "id"}],
        "tables": [_table(isi) for isi in _tables()],
    }


def _tables() -> list[tuple[str, SetData]]:
    rak = shelf.current()
    return [(isi.nama, JENIS[isi.jenis]) for isi in rak.daftar_isi] if rak else []


def _table(table: tuple[str, SetData]) -> dict[str, Any]:
    nama, jenis = table
    return {
        "url": _id("pages:data_file", nama, "csv"),
        "tableSchema": {
            "primaryKey": list(jenis.kunci),
            "columns": [_column(kolom) for kolom in jenis.kolom],
        },
    }


def _column(kolom: Kolom) -> dict[str, Any]:
    column: dict[str, Any] = {
        "name": kolom.nama,
        "titles": kolom.nama,
        "dc:description": f"{kolom.arti} ({kolom.satuan})" if kolom.satuan else kolom.arti,
        "datatype": _CSVW_TYPE.get(kolom.tipe, "string"),
        "required": not kolom.kosong,
    }
    if isinstance(kolom.contoh, list):
        column |= {"separator": ";", "required": False}
    return column


def _dataset(isi: shelf.Isi, rak: shelf.Rak) -> dict[str, Any]:
    jenis = JENIS[isi.jenis]
    return {
        "@id": f"{_id('pages:data')}#{isi.nama}",
        "@type": "dcat:Dataset",
        "dct:identifier": isi.nama,
        "dct:title": _text(judul_isi(isi)),
        "dct:description": _text(jenis.ringkas),
        "dct:language": {"@id": f"{_EU}/language/IND"},
        "dct:license": {"@id": LISENSI},
        "dct:accrualPeriodicity": {"@id": f"{_EU}/frequency/DAILY"},
        "dct:modified": _moment(rak),
        "dct:publisher": _publisher(),
        "dct:spatial": {"@id": f"{_EU}/country/IDN"},
        "dcat:theme": [{"@id": f"{_EU}/data-theme/GOVE"}, {"@id": f"{_EU}/data-theme/SOCI"}],
        "dcat:keyword": [_text(kata) for kata in jenis.kata],
        "dcat:landingPage": {"@id": _id("pages:data")},
        "dcat:contactPoint": {
            "@type": "vcard:Organization",
            "vcard:fn": settings.KIM_PENGELOLA,
            "vcard:hasEmail": {"@id": f"mailto:{settings.KIM_KONTAK}"},
        },
        "dcat:distribution": [_distribution(isi, berkas, rak) for berkas in isi.daftar_berkas],
    }


def _distribution(isi: shelf.Isi, berkas: shelf.Berkas, rak: shelf.Rak) -> dict[str, Any]:
    address = {"@id": _id("pages:data_file", isi.nama, berkas.bentuk)}
    media_type = shelf.BENTUK[berkas.bentuk].partition(";")[0]
    return {
        "@id": f"{address['@id']}#distribusi",
        "@type": "dcat:Distribution",
        "dct:title": _text(f"{judul_isi(isi)} ({berkas.bentuk.upper()})"),
        "dct:format": {"@id": f"{_EU}/file-type/{berkas.bentuk.upper()}"},
        "dct:license": {"@id": LISENSI},
        "dct:modified": _moment(rak),
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dcat:mediaType": {"@id": f"{_IANA}/{media_type}"},
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(berkas.byte)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": berkas.sha256},
        },
    }


def _service() -> dict[str, Any]:
    return {
        "@id": _id("api:root"),
        "@type": "dcat:DataService",
        "dct:title": _text(f"API {settings.KIM_NAMA_SITUS}"),
        "dct:license": {"@id": LISENSI},
        "dcat:endpointURL": {"@id": _id("api:root")},
        "dcat:endpointDescription": {"@id": _id("api:openapi")},
        "dcat:landingPage": {"@id": _id("pages:data_api")},
    }


def _publisher() -> dict[str, Any]:
    return {
        "@id": f"{alamat_lengkap('/')}#pengelola",
        "@type": "foaf:Agent",
        "foaf:name": _text(settings.KIM_PENGELOLA),
    }


def _id(name: str, *args: str) -> str:
    return alamat_lengkap(reverse(name, args=args))


def _text(text: str) -> dict[str, str]:
    return {"@language": "id", "@value": text}


def _moment(rak: shelf.Rak) -> dict[str, str]:
    return {"@type": "xsd:dateTime", "@value": rak.dibuat.isoformat(timespec="seconds")}
