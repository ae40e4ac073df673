from django.apps import AppConfig


class IntegrityConfig(AppConfig):
    name = "kimportal.integrity"
    label = "integrity"
    verbose_name = "Pemeriksaan"

    def ready(self) -> None:
        from kimportal.integrity import connections  # noqa: F401
