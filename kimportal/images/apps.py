from django.apps import AppConfig


class ImagesConfig(AppConfig):
    name = "kimportal.images"
    label = "images"
    verbose_name = "Foto"
