"""Addresses under `/lapor/`."""

from django.urls import URLPattern, path

from kimportal.desk import report_views

app_name = "lapor"

urlpatterns: list[URLPattern] = [
    path("", report_views.report, name="report"),
    path("tiket/<str:tiket>/", report_views.ticket, name="ticket"),
]
