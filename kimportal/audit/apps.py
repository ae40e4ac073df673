from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "kimportal.audit"
    label = "audit"
    verbose_name = "Jejak audit"
