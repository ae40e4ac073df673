from django.apps import AppConfig


class KegiatanConfig(AppConfig):
    name = "kegiatan"
    verbose_name = "Kabar KIM"

    def ready(self) -> None:
        from kegiatan import following  # noqa: F401
