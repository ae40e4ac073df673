"""The addresses of a portal where Google is configured."""

from django.urls import include, path

from kimportal.urls import urlpatterns as _urlpatterns

urlpatterns = [path("akun/google/", include("kimportal.accounts.google_urls")), *_urlpatterns]
