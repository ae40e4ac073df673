from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "kimportal.pages"
    label = "pages"
    verbose_name = "Halaman"
