"""The addresses of the API. Filters are those of the public pages, by the same classes."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from ninja import NinjaAPI, Path, Query
from ninja.errors import ValidationError

from diseminasi.filters import InfoFilter
from diseminasi.hoaks.filters import IsuFilter
from kegiatan.filters import KegiatanFilter
from kimportal.listing import ListFilter
from kimportal.pages.api import cursor, problems, shapes
from kimportal.pages.api.shapes import Masalah
from kimportal.pages.data import coverage, rows, rows_diseminasi
from kimportal.paging import Few
from kimportal.template_tags import alamat_lengkap
from komunitas.filters import KimFilter
from wilayah.models import Tingkat
from wilayah.querysets import normalise_kode

KIM = cursor.Order("kim", "pk")
KEGIATAN = cursor.Order("kegiatan", "pk", "published_at")
INFO = cursor.Order("info", "pk", "released_at")
ISU = cursor.Order("isu", "pk", "shown_at")
WILAYAH = cursor.Order("wilayah", "kode")
LIST = {404: Masalah, 422: Masalah, 429: Masalah}
BIGGEST = 2**63 - 1

Nomor = Annotated[str, Path(pattern=r"^[0-9]{12}$", examples=["737101100101"])]
NomorKabar = Annotated[int, Path(ge=1, le=BIGGEST, examples=[1024])]
Kode = Annotated[str, Path(pattern=shapes.KODE, examples=["73.71.01"])]

api = NinjaAPI(
    title="API Portal KIM",
    version="1",
    description=(
        "Data terbuka Komunitas Informasi Masyarakat (KIM): hanya baca, tanpa kunci. "
        "Lisensi CC BY 4.0. Penjelasan dan contoh: /data/api/."
    ),
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
)


class FilterError(Exception):
    """A filter of the pages refused a value; `galat` says which and why."""

    def __init__(self, galat: list[dict[str, str]]) -> None:
        super().__init__(galat)
        self.galat = galat


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problems.problem(404, str(error) or "Tidak ada apa-apa di alamat ini.")


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problems.invalid_parameters(error)


@api.exception_handler(FilterError)
def refused(request: HttpRequest, error: FilterError) -> HttpResponse:
    return problems.invalid(error.galat)


@api.get("/kim/", response={200: shapes.HalamanKim} | LIST, tags=["KIM"], operation_id="daftarKim")
def list_kim(request: HttpRequest, saring: Query[shapes.SaringKim]) -> Any:
    """KIM yang terverifikasi, menurut urutan pendaftarannya."""
    found = _filtered(KimFilter, saring, rows.kim_rows(), request)
    return _page(request, found, KIM, saring, rows.kim_row)


@api.get("/kim/{nomor}/", response={200: shapes.Kim} | LIST, tags=["KIM"], operation_id="satuKim")
def one_kim(request: HttpRequest, nomor: Nomor) -> Any:
    """Satu KIM, menurut nomornya."""
    return rows.kim_row(_one(rows.kim_rows().filter(nomor=nomor), "KIM"))


@api.get(
    "/kegiatan/",
    response={200: shapes.HalamanKegiatan} | LIST,
    tags=["Kabar KIM"],
    operation_id="daftarKegiatan",
)
def list_kegiatan(request: HttpRequest, saring: Query[shapes.SaringKegiatan]) -> Any:
    """Kabar KIM yang sedang terbit, yang terbaru lebih dahulu."""
    found = _filtered(KegiatanFilter, saring, rows.kabar_rows(), request)
    return _page(request, found, KEGIATAN, saring, rows.kabar_row)


@api.get(
    "/kegiatan/{nomor}/",
    response={200: shapes.Kegiatan} | LIST,
    tags=["Kabar KIM"],
    operation_id="satuKegiatan",
)
def one_kegiatan(request: HttpRequest, nomor: NomorKabar) -> Any:
    """Satu kabar, menurut nomornya."""
    return rows.kabar_row(_one(rows.kabar_rows().filter(kegiatan=nomor), "Kabar"))


@api.get(
    "/info-pemerintah/",
    response={200: shapes.HalamanInfo} | LIST,
    tags=["Info Pemerintah"],
    operation_id="daftarInfo",
)
def list_info(request: HttpRequest, saring: Query[shapes.SaringInfo]) -> Any:
    """Info Pemerintah yang terbit, yang terbaru lebih dahulu; `masa=semua` juga yang lewat."""
    found = _filtered(InfoFilter, saring, rows_diseminasi.info_rows(), request)
    return _page(request, found, INFO, saring, rows_diseminasi.info_row)


@api.get(
    "/info-pemerintah/{nomor}/",
    response={200: shapes.Info} | LIST,
    tags=["Info Pemerintah"],
    operation_id="satuInfo",
)
def one_info(request: HttpRequest, nomor: NomorKabar) -> Any:
    """Satu info, menurut nomornya."""
    return rows_diseminasi.info_row(_one(rows_diseminasi.info_rows().filter(pk=nomor), "Info"))


@api.get(
    "/cek-hoaks/",
    response={200: shapes.HalamanHoaks} | LIST,
    tags=["Cek Hoaks"],
    operation_id="daftarHoaks",
)
def list_isu(request: HttpRequest, saring: Query[shapes.SaringHoaks]) -> Any:
    """Isu yang sedang diperiksa atau sudah diputuskan, yang terbaru lebih dahulu."""
    found = _filtered(IsuFilter, saring, rows_diseminasi.isu_rows(), request)
    return _page(request, found, ISU, saring, rows_diseminasi.isu_row)


@api.get(
    "/cek-hoaks/{nomor}/",
    response={200: shapes.Hoaks} | LIST,
    tags=["Cek Hoaks"],
    operation_id="satuHoaks",
)
def one_isu(request: HttpRequest, nomor: NomorKabar) -> Any:
    """Satu isu, menurut nomornya."""
    return rows_diseminasi.isu_row(_one(rows_diseminasi.isu_rows().filter(pk=nomor), "Isu"))


@api.get(
    "/wilayah/",
    response={200: shapes.HalamanWilayah} | LIST,
    tags=["Wilayah"],
    operation_id="daftarWilayah",
)
def list_wilayah(request: HttpRequest, saring: Query[shapes.SaringDaftarWilayah]) -> Any:
    """Kode dan nama wilayah, menurut kode; yang tidak berlaku lagi ikut."""
    found = _inside(saring.wilayah)
    if saring.tingkat:
        found = found.filter(tingkat=saring.tingkat)
    if saring.q:
        found = found.filter(nama__icontains=saring.q)
    return _page(request, found, WILAYAH, saring, rows.wilayah_row)


@api.get(
    "/wilayah/{kode}/",
    response={200: shapes.Wilayah} | LIST,
    tags=["Wilayah"],
    operation_id="satuWilayah",
)
def one_wilayah(request: HttpRequest, kode: Kode) -> Any:
    """Satu wilayah, menurut kodenya, bertitik atau tidak."""
    found = rows.wilayah_rows().filter(kode=normalise_kode(kode))
    return rows.wilayah_row(_one(found, "Wilayah"))


@api.get(
    "/cakupan/",
    response={200: shapes.HalamanCakupan} | LIST,
    tags=["Cakupan KIM"],
    operation_id="daftarCakupan",
)
def list_cakupan(request: HttpRequest, saring: Query[shapes.SaringCakupan]) -> Any:
    """Cakupan KIM setiap wilayah yang berlaku dari satu tingkat, menurut kode."""
    tingkat = saring.tingkat
    found = _inside(saring.wilayah).current().filter(tingkat=tingkat)
    daftar, berikutnya = cursor.page(found, WILAYAH, kursor=saring.kursor, jumlah=saring.jumlah)
    codes = [wilayah.kode for wilayah in daftar]
    counts = _villages(codes) if tingkat == Tingkat.DESA else coverage.ready_counts(codes)
    data = [rows.cakupan_row(wilayah, *counts[wilayah.kode]) for wilayah in daftar]
    return {"data": data, "berikutnya": _next(request, berikutnya)}


def _villages(codes: list[str]) -> dict[str, tuple[Counter[str], None]]:
    """Count single villages on the spot; a page of them is few."""
    counts = coverage.count_regions(Tingkat.DESA, codes) if codes else {}
    return {kode: (counts.get(kode, Counter()), None) for kode in codes}


def _inside(kode: str | None) -> Any:
    """Return the regions in a region; 404 where there is none of that code."""
    found = rows.wilayah_rows()
    if kode is None:
        return found
    dotted = normalise_kode(kode)
    if not found.filter(kode=dotted).exists():
        raise Http404(f"Tidak ada wilayah berkode {kode}.")
    # The first page begins at the region itself, not at the first of all regions.
    return found.in_wilayah(dotted).filter(kode__gte=dotted)


def _filtered(kind: type[ListFilter], saring: Any, found: Any, request: HttpRequest) -> Any:
    """Apply the filter of the public page to the values that were given."""
    data = QueryDict(mutable=True)
    for name, value in saring.model_dump(exclude={"jumlah", "kursor"}).items():
        values = value if isinstance(value, list) else [value]
        data.setlist(name, [one for one in values if one])
    if data.get("dari", "") > (data.get("sampai") or "9999"):
        return found.none()
    page_filter = kind(data, queryset=found, request=request)
    if not page_filter.is_valid():
        _refuse(page_filter.form.errors.as_data())
    shown = page_filter.daftar
    return shown[:] if isinstance(shown, Few) else shown


def _refuse(errors: dict[str, Any]) -> None:
    """Say what a filter refused: a region or bidang that there is not is 404, the rest 422."""
    for name in ("wilayah", "bidang"):
        if name in errors:
            raise Http404(f"Tidak ada {name} seperti yang disebut.")
    galat = [
        {"isian": name, "pesan": " ".join(found[0].messages)} for name, found in errors.items()
    ]
    raise FilterError(galat)


def _one(found: Any, what: str) -> Any:
    row = found.first()
    if row is None:
        raise Http404(f"{what} ini tidak ada, atau tidak terbuka untuk umum.")
    return row


def _page(request: HttpRequest, found: Any, order: cursor.Order, saring: Any, shape: Any) -> Any:
    daftar, berikutnya = cursor.page(found, order, kursor=saring.kursor, jumlah=saring.jumlah)
    return {"data": [shape(row) for row in daftar], "berikutnya": _next(request, berikutnya)}


def _next(request: HttpRequest, kursor: str) -> str | None:
    """Return the full address of the next page: this one's, with the new cursor."""
    if not kursor:
        return None
    query = request.GET.copy()
    query[cursor.PARAMETER] = kursor
    return alamat_lengkap(f"{request.path}?{query.urlencode()}")
