"""Messages of every level, in every state, and all that KIM do with them."""

from django.utils import timezone

from diseminasi.models import InfoPemerintah, LaporanPenyebaran, PertanyaanInfo, VersiBahasa
from diseminasi.release import submit_info
from tests.diseminasi.messages import released, write_info
from tests.factories import KimFactory


def write_everything(cast, kim, other_kim):
    """Messages of every level: drafts, such as wait for a second admin, released, relayed."""
    writers = (
        (cast.admin_makassar, "73.71"),
        (cast.admin_gowa, "73.06"),
        (cast.admin_sulsel, "73"),
        (cast.admin_papua, "91"),
        (cast.pusat, None),
    )
    for writer, kode in writers:
        write_info(writer, kode)
        released(writer, kode)
        submit_info(write_info(cast.superuser, kode), by=writer)
    submit_info(write_info(cast.pusat, "73"), by=cast.superuser)
    info = released(cast.pusat, None)
    for community in (kim, kim, other_kim, KimFactory(verified=True, wilayah_id="91.71.01.1001")):
        LaporanPenyebaran.objects.create(
            info=info, kim=community, wilayah_id=community.wilayah_id, kanal="papan"
        )
    LaporanPenyebaran.objects.create(
        info=info, penyebar="aparat", wilayah_id="73.71.02.1002", kanal="papan"
    )
    _questions(cast, kim, other_kim)
    _versions(info, kim, other_kim)
    for writer, kode in writers:
        khusus = {"cara_jawab": "teks", "jawab_sampai": timezone.localdate()}
        write_info(writer, kode, **khusus)
        released(writer, kode, **khusus)


def _versions(info, kim, other_kim):
    """The message in Bugis and Jawa, by both KIM, in two states."""
    papua = KimFactory(verified=True, wilayah_id="91.71.01.1001")
    for number, community in enumerate((kim, other_kim, papua)):
        for status, bahasa in (("submitted", "bug"), ("published", ("jav", "sun", "mad")[number])):
            VersiBahasa.objects.create(
                info=info,
                kim=community,
                bahasa=bahasa,
                judul="Judul",
                isi="Isi",
                status=status,
                penulis=info.penulis,
                submitted_at=timezone.now(),
                published_at=timezone.now(),
            )


def _questions(cast, kim, other_kim):
    """What both KIM asked about the messages of every level."""
    for info in InfoPemerintah.objects.released():
        for community, person in ((kim, cast.ketua), (other_kim, cast.ketua_lain)):
            PertanyaanInfo.objects.create(
                info=info,
                kim=community,
                wilayah_id=community.wilayah_id,
                penanya=person,
                teks="Apakah harus membawa KTP?",
            )
