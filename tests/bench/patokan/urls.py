"""The addresses and views of the yardstick."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from tests.bench.patokan.models import Catatan

PER_PAGE = 20


def hello(request: HttpRequest) -> HttpResponse:
    """Answer with a word: what Django itself costs."""
    return HttpResponse("halo")


def listing(request: HttpRequest) -> HttpResponse:
    """Show a page of the list."""
    page = Paginator(Catatan.objects.all(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "patokan/daftar.html", {"halaman": page})


urlpatterns = [path("halo/", hello, name="hello"), path("", listing, name="listing")]
