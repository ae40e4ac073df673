"""Pages that are text only: about, founding a KIM, privacy, accessibility."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kimportal.accounts.consent import VERSI
from kimportal.public import View, public_page


def text_page(template: str, judul: str, **lain: object) -> View:
    """Return the view of one text page."""

    @public_page
    def view(request: HttpRequest) -> HttpResponse:
        konteks = {"remah": [{"nama": judul}], "hari_aktif": settings.KIM_HARI_AKTIF} | lain
        return render(request, template, konteks)

    return view


about = text_page("pages/tentang.html", "Tentang portal")
founding = text_page("pages/mendirikan_kim.html", "Mendirikan KIM")
privacy = text_page("pages/privasi.html", "Privasi", versi=VERSI)
accessibility = text_page("pages/aksesibilitas.html", "Aksesibilitas")
