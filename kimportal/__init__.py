"""The KIM portal. Importing the package makes the Celery application known to Django."""

from kimportal.celery import app as celery_app

__all__ = ["celery_app"]
