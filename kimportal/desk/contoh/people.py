"""Invented people with names as they are given in the region."""

from dataclasses import dataclass
from random import Random

from kimportal.desk.contoh.corpus import read

# Balinese names begin with a particle that is not used alone.
PARTICLES = {"I", "Ni"}
HONORIFICS = {"laki": "Pak", "perempuan": "Bu"}


@dataclass(frozen=True)
class Orang:
    """A person: the full name, and how neighbours address them."""

    nama: str
    jenis: str

    @property
    def panggilan(self) -> str:
        words = self.nama.split()
        return words[1] if words[0] in PARTICLES else words[0]

    @property
    def sapaan(self) -> str:
        return f"{HONORIFICS[self.jenis]} {self.panggilan}"


def invent_person(rng: Random, budaya: str, jenis: str) -> Orang:
    """Return a person; `jenis` is "laki" or "perempuan"."""
    names = read("nama")[budaya]
    last_names = names.get(f"belakang_{jenis}") or names["belakang"]
    words = f"{rng.choice(names[jenis])} {rng.choice(last_names)}".split()
    # "Rahman Rahman" and "Siti Siti" are nobody's names.
    return Orang(nama=" ".join(dict.fromkeys(words)), jenis=jenis)


def invent_people(rng: Random, budaya: str, jenis: str, count: int) -> list[Orang]:
    """Return people who are addressed differently, as far as the names allow."""
    people: dict[str, Orang] = {}
    for _ in range(count * 6):
        person = invent_person(rng, budaya, jenis)
        people.setdefault(person.panggilan, person)
        if len(people) == count:
            break
    return list(people.values())
