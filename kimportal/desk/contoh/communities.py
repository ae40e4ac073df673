"""Planning the KIM: how many, in which villages, what they are called and who belongs to them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from django.utils.text import slugify

from kimportal.desk.contoh.corpus import dice, read, stories
from kimportal.desk.contoh.markup import choose
from kimportal.desk.contoh.people import Orang, invent_people
from kimportal.desk.contoh.places import Tempat
from kimportal.desk.contoh.texts import Isian, Konteks
from kimportal.desk.contoh.villages import CAST_VILLAGE, choose_villages

STATUS = {
    "verified": 88,
    "submitted": 5,
    "returned": 3,
    "draft": 2,
    "rejected": 1,
    "suspended": 2,
}
BIDANG_KOTA = {
    "umkm-ekonomi-kreatif": 5,
    "media-tik": 4,
    "kesehatan": 4,
    "pendidikan-literasi": 4,
    "lingkungan": 4,
    "sosial-budaya": 3,
    "kebencanaan": 2,
    "pariwisata": 2,
    "perikanan": 1,
    "lainnya": 2,
    "pertanian": 1,
}
BIDANG_DESA = BIDANG_KOTA | {
    "pertanian": 6,
    "perkebunan": 4,
    "peternakan": 3,
    "perikanan": 3,
    "pariwisata": 4,
    "media-tik": 2,
}
BIDANG_PESISIR = {"perikanan": 9, "pariwisata": 6, "lingkungan": 6}
JABATAN = (
    "ketua",
    "sekretaris",
    "bendahara",
    "pengumpulan",
    "pengelolaan",
    "penyebaran",
    "pewarta",
    "pewarta",
    "anggota",
    "anggota",
    "anggota",
    "anggota",
)


@dataclass
class RencanaSk:
    nomor: str
    penerbit: str
    tanggal: date
    berlaku_sampai: date | None


@dataclass
class RencanaKim:
    """One planned KIM. `nomor` and `slug` are set for those that were ever verified."""

    tempat: Tempat
    jenis: str
    nama: str
    status: str
    berdiri: date
    bidang: list[str]
    anggota: list[tuple[str, Orang, bool]]
    visi: str
    potensi: str
    prestasi: str
    alamat: str
    catatan: str = ""
    nomor: str | None = None
    slug: str | None = None
    sk: list[RencanaSk] = field(default_factory=list)
    is_quiet: bool = False
    """Whether its last post is long ago."""

    @property
    def ketua(self) -> str:
        return self.anggota[0][1].nama

    @property
    def was_verified(self) -> bool:
        return self.status in {"verified", "suspended"}


def plan_communities(villages: Iterable[Tempat], *, jumlah: int, today: date) -> list[RencanaKim]:
    """Plan about `jumlah` KIM; the first of every province is always public."""
    plans: list[RencanaKim] = []
    slugs: set[str] = set()
    seen: set[str] = set()
    for tempat in choose_villages(villages, jumlah):
        rng = dice("kim", tempat.kode)
        is_first = tempat.kode[:2] not in seen or tempat.kode == CAST_VILLAGE
        seen.add(tempat.kode[:2])
        plan = _plan(tempat, rng, today=today, is_first=is_first)
        if plan.was_verified:
            give_address(plan, slugs)
        plans.append(plan)
    return plans


def _plan(tempat: Tempat, rng: Random, *, today: date, is_first: bool) -> RencanaKim:
    jenis = _jenis(rng, is_first=is_first)
    status = "verified" if is_first else rng.choices([*STATUS], [*STATUS.values()])[0]
    plan = plan_community(tempat, rng, today=today, jenis=jenis, status=status)
    plan.is_quiet = not is_first and rng.random() < 0.24
    plan.sk = plan_decrees(rng, plan, today)
    return plan


def plan_community(
    tempat: Tempat, rng: Random, *, today: date, jenis: str, status: str
) -> RencanaKim:
    """Plan one KIM, still without SK and address."""
    anggota = _members(rng, tempat)
    berdiri = date(rng.randint(2009, today.year - 2), rng.randint(1, 12), rng.randint(1, 28))
    isian = Isian(Konteks(tempat=tempat, kim="KIM", ketua=anggota[0][1].nama, tanggal=berdiri), rng)
    nama = _nama(rng, jenis, isian)
    kalimat = read("kim")
    catatan = kalimat.get(f"catatan_kim_{status}")
    return RencanaKim(
        tempat=tempat,
        jenis=jenis,
        nama=nama,
        status=status,
        berdiri=berdiri,
        bidang=_bidang(rng, tempat),
        anggota=anggota,
        visi=isian.fill(rng.choice(kalimat["visi"])) if rng.random() < 0.85 else "",
        potensi=isian.fill(rng.choice(kalimat[_potensi_key(jenis, tempat)])),
        prestasi=_awards(rng, isian, berdiri, today) if rng.random() < 0.3 else "",
        alamat=isian.fill(rng.choice(kalimat["alamat"])),
        catatan=isian.fill(rng.choice(catatan)) if catatan else "",
    )


def _potensi_key(jenis: str, tempat: Tempat) -> str:
    if jenis != "desa":
        return f"potensi_{jenis}"
    return "potensi_kota" if "kota" in tempat.corak else "potensi"


def _jenis(rng: Random, *, is_first: bool) -> str:
    return "desa" if is_first else rng.choices(["desa", "kecamatan", "forum"], [92, 5, 3])[0]


def _nama(rng: Random, jenis: str, isian: Isian) -> str:
    tempat = isian.konteks.tempat
    if jenis == "forum":
        return isian.fill(rng.choice(read("kim")["forum"]))
    if jenis == "kecamatan":
        return isian.fill("KIM {kecamatan}")
    word = rng.choice(read("nama")[tempat.budaya]["kim"])
    form = rng.choices(
        ["KIM {nama_desa}", f"KIM {word} {{nama_desa}}", f"Kelompok Informasi Masyarakat {word}"],
        [4, 5, 1],
    )[0]
    if form.startswith("Kelompok"):
        form += " {nama_desa}"
    return isian.fill(choose(form, rng))


def _bidang(rng: Random, tempat: Tempat) -> list[str]:
    """Return one to four bidang in which something can happen at this place."""
    weights = BIDANG_KOTA if "kota" in tempat.corak else BIDANG_DESA
    possible = {story.bidang for story in stories() if tempat.fits(story)}
    # Coffee and cattle without land, or the sea without a coast, would not be believed.
    if "pedalaman" in tempat.corak and "kota" in tempat.corak:
        possible.discard("perikanan")
    if "pesisir" in tempat.corak:
        weights = weights | BIDANG_PESISIR
    names = [slug for slug in weights if slug in possible]
    picked = rng.choices(names, [weights[slug] for slug in names], k=rng.randint(2, 5))
    return list(dict.fromkeys(picked))[:4]


def _members(rng: Random, tempat: Tempat) -> list[tuple[str, Orang, bool]]:
    """Return (jabatan, person, whether the name may be shown), the ketua first."""
    count = rng.randint(5, len(JABATAN))
    men = invent_people(rng, tempat.budaya, "laki", count)
    women = invent_people(rng, tempat.budaya, "perempuan", count)
    people = rng.sample(men + women, min(count, len(men) + len(women)))
    return [
        (jabatan, person, rng.random() < (0.9 if jabatan in JABATAN[:3] else 0.6))
        for jabatan, person in zip(JABATAN, people, strict=False)
    ]


def _awards(rng: Random, isian: Isian, berdiri: date, today: date) -> str:
    sentences = read("kim")["prestasi"]
    picked = rng.sample(sentences, rng.randint(1, 2))
    return "\n".join(
        isian.fill(
            sentence.replace("{urut}", rng.choice(["I", "II", "III", "Harapan I"])).replace(
                "{tahun}", str(rng.randint(min(berdiri.year + 1, today.year - 1), today.year - 1))
            )
        )
        for sentence in picked
    )


def plan_decrees(rng: Random, plan: RencanaKim, today: date) -> list[RencanaSk]:
    """Return its SK: none for one in five, renewed for some, run out for others."""
    is_cast = plan.tempat.kode == CAST_VILLAGE
    if rng.random() < 0.2 and not is_cast:
        return []
    words = plan.tempat.words()
    head = {"kelurahan": "Lurah", "desa": "Kepala Desa"}.get(
        words["jenis_desa"], f"Pemerintah {words['jenis_desa'].capitalize()}"
    )
    penerbit = {
        "forum": "Dinas Komunikasi dan Informatika " + plan.tempat.kabupaten,
        "kecamatan": f"Camat {plan.tempat.kecamatan}",
    }.get(plan.jenis, f"{head} {plan.tempat.nama}")
    first = plan.berdiri
    if is_cast or rng.random() < 0.75:
        first = date(
            today.year - (1 if is_cast else rng.randint(1, 5)),
            rng.randint(1, 12),
            rng.randint(1, 28),
        )
    starts = [max(first, plan.berdiri)]
    if starts[0] > plan.berdiri + timedelta(days=1500):
        starts.insert(0, plan.berdiri)
    term = rng.choice([3, 3, 5, None])
    return [
        RencanaSk(
            nomor=f"{rng.randint(100, 550)}/{rng.randint(1, 60):02d}/SK/{start.year}",
            penerbit=penerbit,
            tanggal=start,
            berlaku_sampai=date(start.year + term, start.month, start.day) if term else None,
        )
        for start in starts
        if start <= today
    ]


def give_address(plan: RencanaKim, slugs: set[str], serial: int = 1) -> None:
    """Number and slug as `komunitas.verification` would give them."""
    plan.nomor = f"{plan.tempat.kode.replace('.', '')}{serial:02d}"
    slug = slugify(plan.nama)[:120]
    plan.slug = f"{slug}-{plan.nomor}" if slug in slugs else slug
    slugs.add(slug)
