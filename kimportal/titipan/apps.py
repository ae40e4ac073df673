from django.apps import AppConfig


class TitipanConfig(AppConfig):
    name = "kimportal.titipan"
    label = "titipan"
    verbose_name = "Titipan tugas"
