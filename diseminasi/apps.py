from django.apps import AppConfig


class DiseminasiConfig(AppConfig):
    name = "diseminasi"
    verbose_name = "Info Pemerintah"
