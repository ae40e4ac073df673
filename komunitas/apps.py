from django.apps import AppConfig


class KomunitasConfig(AppConfig):
    name = "komunitas"
    verbose_name = "KIM"
