"""Work of Info Pemerintah outside the request."""

from celery import shared_task

from diseminasi.delivery import deliver_batch, deliver_late
from diseminasi.models import InfoPemerintah, Pengantaran, Ralat
from diseminasi.telling import ask_relayers


@shared_task(acks_late=True)
def deliver(info_id: int) -> None:
    """Hand a message out until nothing is left; may run twice and be killed anywhere."""
    while deliver_batch(info_id):
        pass


@shared_task
def go_on_delivering() -> None:
    """Take up deliveries that stopped, and serve KIM that became public since."""
    for info_id in Pengantaran.objects.filter(done_at=None).values_list("info", flat=True):
        deliver.delay(info_id)
    done = InfoPemerintah.objects.in_force().filter(pengantaran__done_at__isnull=False)
    for info in done.select_related("pengantaran", "wilayah"):
        deliver_late(info)


@shared_task(acks_late=True)
def ask_for_correction(ralat_id: int) -> None:
    """Ask those who relayed a message to relay its correction; may run twice."""
    ask_relayers(Ralat.objects.select_related("info").get(pk=ralat_id))
