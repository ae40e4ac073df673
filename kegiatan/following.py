"""A KIM was suspended or shown again: the photos and pages of its posts follow.

That may be thousands, so a task sees to it, which is owed from the KIM's own transaction on.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from kegiatan.forgetting import forget_posts
from kegiatan.models import Kegiatan, Naskah, StatusNaskah
from kegiatan.photos import publish_photos, withdraw_photos_of_kim
from kimportal.owed.doing import owe, owed_task
from komunitas.models import Kim
from komunitas.showing import kim_shown_or_hidden


@receiver(kim_shown_or_hidden)
def promise(sender: object, kim: Kim, **kwargs: Any) -> None:
    """Owe what follows, in the transaction of the act itself."""
    owe(follow_kim, kim.pk)


@owed_task
def follow_kim(kim_id: int) -> None:
    """Bring what the KIM's posts show to where the KIM stands now; may run twice."""
    kim = Kim.objects.get(pk=kim_id)
    if kim.is_public:
        _show(kim)
    else:
        withdraw_photos_of_kim(kim)
        forget_posts(Kegiatan.objects.filter(kim=kim, naskah_terbit__isnull=False))


def _show(kim: Kim) -> None:
    """Publish the photos after commit, version by version; what gets lost is chased."""
    versions = Naskah.objects.filter(kegiatan__kim=kim, status=StatusNaskah.PUBLISHED)
    for pk in versions.values_list("pk", flat=True):
        transaction.on_commit(partial(publish_photos, pk), robust=True)
