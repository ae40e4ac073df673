"""The directory of KIM."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kimportal.fragments import text_first
from kimportal.listing import list_context
from kimportal.public import public_page
from komunitas.cards import draw_cards
from komunitas.filters import NEWEST, KimFilter
from komunitas.models import Kim

SEMUA = Kim.objects.published().order_by(*NEWEST)


@public_page
def list_kim(request: HttpRequest) -> HttpResponse:
    """Show the public KIM that pass the filter."""
    saring = KimFilter(request.GET, SEMUA, request=request)
    konteks = list_context(saring, partial(draw_cards, h="h2", **text_first(request))) | {
        "satuan": "KIM",
        "remah": [{"nama": "KIM"}],
    }
    return render(request, "komunitas/kim_list.html", konteks)
