"""Work of posts outside the request."""

from celery import shared_task

from kegiatan.late_photos import chase_overdue, develop_photo_task, publish_left_behind
from kegiatan.photos import withdraw_left_behind
from kegiatan.uploads import remove_old_uploads
from kegiatan.words import note_all_words

__all__ = ["chase_overdue_photos", "develop_photo_task", "note_words_task", "weed_uploads"]


@shared_task
def weed_uploads() -> None:
    """Forget the uploads that nobody went on with; runs daily and may run twice."""
    remove_old_uploads()


@shared_task
def chase_overdue_photos() -> None:
    """See to photos whose task was lost with a worker, a broker or a store; may run twice."""
    chase_overdue()
    publish_left_behind()
    withdraw_left_behind()


@shared_task
def note_words_task() -> None:
    """Note the words of what became public past the usual door; runs daily, may run twice."""
    note_all_words()
