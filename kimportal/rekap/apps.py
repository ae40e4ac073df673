from django.apps import AppConfig


class RekapConfig(AppConfig):
    name = "kimportal.rekap"
    label = "rekap"
    verbose_name = "Rekap"
