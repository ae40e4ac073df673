from django.apps import AppConfig
from django.conf import settings


class TelemetryConfig(AppConfig):
    name = "kimportal.telemetry"
    label = "telemetry"
    verbose_name = "Pemantauan"

    def ready(self) -> None:
        from kimportal.telemetry import slow_queries, tasks

        slow_queries.watch()
        tasks.watch()
        if settings.KIM_SENTRY_DSN:
            from kimportal.telemetry import sentry

            sentry.start(settings.KIM_SENTRY_DSN)
