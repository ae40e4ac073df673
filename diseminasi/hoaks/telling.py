"""Who is told of a rumour and of its verdict, and in which words. Nobody learns who sent it."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.urls import reverse

from diseminasi.models import Isu, KirimanIsu
from diseminasi.telling import admins_over
from kimportal.notifications.inbox import notify
from kimportal.owed.doing import owe
from kimportal.template_tags import waktu


def desk_address(isu: Isu) -> str:
    return reverse("admin:diseminasi_isu_change", args=[isu.pk])


def tell_received(isu: Isu) -> None:
    """Tell the nearest admins of where it goes round; the text itself stays at the desk."""
    notify(
        admins_over(isu.wilayah_id or ""),
        judul=f"Isu baru {isu.nomor} dari warga, beredar di {isu.tempat}",
        isi=(
            "Tampilkan dulu sebagai “sedang diperiksa”, paling lambat "
            f"{waktu(isu.due_at, isu.zona)}."
        ),
        url=desk_address(isu),
        kunci=f"isu-{isu.pk}",
    )


def senders_of(isu: Isu) -> QuerySet[KirimanIsu]:
    """Return all who sent this rumour in, also those whose own was merged into it."""
    return KirimanIsu.objects.filter(Q(isu=isu) | Q(isu__gabung_ke=isu))


def tell_senders(isu: Isu) -> None:
    """Mail the outcome to the senders who left an e-mail address, after the commit."""
    from diseminasi.tasks import mail_sender

    for pk in senders_of(isu).filter(kontak__contains="@").values_list("pk", flat=True):
        owe(mail_sender, pk)
