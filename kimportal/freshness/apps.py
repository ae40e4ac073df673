from django.apps import AppConfig


class FreshnessConfig(AppConfig):
    name = "kimportal.freshness"
    label = "freshness"
    verbose_name = "Kesegaran halaman"
