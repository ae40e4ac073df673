from django.apps import AppConfig


class IntegrityConfig(AppConfig):
    name = "kimportal.integrity"
    label = "integrity"
    verbose_name = "Pemeriksaan"
