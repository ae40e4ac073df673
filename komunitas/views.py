"""The directory of KIM."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kimportal.listing import page_of
from kimportal.public import public_page
from komunitas.filters import TERAKHIR, KimFilter
from komunitas.models import Kim


@public_page
def list_kim(request: HttpRequest) -> HttpResponse:
    """Show the public KIM that pass the filter."""
    semua = Kim.objects.published().for_cards().order_by(TERAKHIR, "id")
    saring = KimFilter(request.GET, semua, request=request)
    konteks = {
        "saring": saring,
        "halaman": page_of(request, saring.qs),
        "remah": [{"nama": "KIM"}],
    }
    return render(request, "komunitas/kim_list.html", konteks)
