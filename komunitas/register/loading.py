"""What planning needs from the database, in a fixed number of queries per region."""

from __future__ import annotations

from typing import Any

from komunitas.models import Jabatan, Keanggotaan, Kim, StatusKim, SuratKeputusan
from komunitas.permissions import memberships_of
from komunitas.register.matching import IndeksKim, KimAda
from komunitas.register.rows import name_key
from komunitas.register.villages import Desa, IndeksDesa
from komunitas.scope import within
from wilayah.models import Wilayah


def load_villages(wilayah: Wilayah | None) -> IndeksDesa:
    """Return the villages of a region, the retired ones too."""
    kode = wilayah.kode if wilayah else ""
    rows = Wilayah.objects.filter(tingkat=4, kode__startswith=kode)
    values = rows.values_list(
        "kode", "nama", "jenis", "induk__nama", "induk__induk__nama", "berakhir_pada", "penerus_id"
    )
    daftar = [
        Desa(kode, nama, jenis, kec or "", kab or "", berakhir is not None, penerus or "")
        for kode, nama, jenis, kec, kab, berakhir, penerus in values.iterator(5000)
    ]
    return IndeksDesa(daftar, wilayah.sebutan if wilayah else "Indonesia")


def load_kim(wilayah: Wilayah | None, *, by: Any) -> IndeksKim:
    """Return the KIM of a region with their people and SK; drafts are nobody's business yet."""
    here = Kim.objects.filter(within([wilayah.kode if wilayah else ""]))
    here = here.exclude(status=StatusKim.DRAFT).select_related("wilayah")
    own = set(memberships_of(by).values_list("kim_id", flat=True))
    known = {
        kim.pk: KimAda(kim, name_key(kim.nama), milik_sendiri=kim.pk in own)
        for kim in here.defer("cari", "nama_cari", "visi", "potensi", "prestasi").order_by("pk")
    }
    offices = (Jabatan.KETUA, Jabatan.SEKRETARIS, Jabatan.BENDAHARA)
    places = Keanggotaan.objects.current().filter(jabatan__in=offices)
    # By key in `known`: a KIM may have come between two of these queries.
    for place in places.filter(kim__in=list(known)).order_by("pk"):
        known[place.kim_id].orang.setdefault(place.jabatan, place)
    for sk in SuratKeputusan.objects.filter(kim__in=list(known)):
        known[sk.kim_id].daftar_sk.append(sk)
    through = Kim.bidang.through.objects.filter(kim_id__in=list(known))
    for pk in through.values_list("kim_id", flat=True).distinct():
        known[pk].ber_bidang = True
    return IndeksKim(known.values())
