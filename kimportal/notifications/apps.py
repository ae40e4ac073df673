from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "kimportal.notifications"
    label = "notifications"
    verbose_name = "Pemberitahuan"
