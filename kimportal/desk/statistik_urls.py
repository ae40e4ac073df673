"""Addresses under `/statistik/`; the nation's stand before those of regions."""

from django.urls import URLPattern, path

from kimportal.desk import statistik

app_name = "statistik"

urlpatterns: list[URLPattern] = [
    path("", statistik.nation, name="nation"),
    path("desa-tanpa-kim/", statistik.villages, name="nation_villages"),
    path("desa-tanpa-kim.csv", statistik.villages_file, name="nation_villages_file"),
    path("kim-sepi/", statistik.quiet, name="nation_quiet"),
    path("kim-sepi.csv", statistik.quiet_file, name="nation_quiet_file"),
    path("<str:kode>/", statistik.region, name="region"),
    path("<str:kode>/desa-tanpa-kim/", statistik.villages, name="villages"),
    path("<str:kode>/desa-tanpa-kim.csv", statistik.villages_file, name="villages_file"),
    path("<str:kode>/kim-sepi/", statistik.quiet, name="quiet"),
    path("<str:kode>/kim-sepi.csv", statistik.quiet_file, name="quiet_file"),
]
