from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class DeskConfig(AppConfig):
    name = "kimportal.desk"
    label = "desk"
    verbose_name = "Meja kerja"

    def ready(self) -> None:
        from kimportal.desk import alarm  # noqa: F401


class DeskAdminConfig(AdminConfig):
    """Django's admin, with the officers' own site."""

    default_site = "kimportal.desk.site.DeskSite"
