from django.apps import AppConfig


class BackupConfig(AppConfig):
    name = "kimportal.backup"
    label = "backup"
    verbose_name = "Cadangan"
