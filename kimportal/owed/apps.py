from django.apps import AppConfig


class OwedConfig(AppConfig):
    name = "kimportal.owed"
    label = "owed"
    verbose_name = "Pekerjaan terutang"
