"""Work of the public pages outside the request."""

from celery import shared_task

from kimportal.pages.data.renewing import renew
from kimportal.pages.data.writing import build


@shared_task
def build_open_data() -> None:
    """Make the files of `/data/` anew; runs every night and may run twice."""
    build()


@shared_task
def renew_open_data() -> None:
    """Make them anew between the nights if something was taken down; may run twice."""
    renew()
