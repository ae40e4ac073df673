"""Sets of rumours, with what is public built in."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, TrigramWordSimilarity
from django.db import models
from django.db.models.functions import Greatest, Left

from kimportal.search import clean_query, has_operators, is_searchable, words_query
from wilayah.querysets import ancestor_codes, inside

# Of so many rumours, and of each so many letters, a text like it is looked for.
TERKINI, AWAL = 1000, 300
# Letters of a pasted message that are looked for, and of its words so many.
PANJANG, MAX_WORDS = 1000, 40
# Words that a rumour must share with a text: two, and of a long text a fifth.
ENOUGH, SHARE = 2, 5
# What stands in any message that is passed on, whatever it is about.
COMMON = """
adalah akan apakah assalamualaikum bagikan bahwa bapak benar benarkah besok dari dengan dicek
forward grup harap hari hormati info informasi ini itu jangan juga kabar kami karena katanya
kalau kita kepada lagi mohon oleh pada pesan saudara sebarkan segera selamat semua semoga
sudah teman teruskan terima kasih terus tidak tolong untuk viral warga yang
"""
NOTHING = {"rank": models.Value(0.0), "mirip": models.Value(0.0)}
# Numbers differ from one telling to the next.
_WORD = re.compile(r"[^\W\d_]{3,}")


class IsuQuerySet(models.QuerySet[Any]):
    """Rumours; chainable. Public pages start from `public` or `listed`."""

    def public(self) -> IsuQuerySet:
        """Keep those whose page everyone may open; of a withdrawn verdict it tells just that."""
        return self.filter(status__in=("checking", "decided", "withdrawn"))

    def listed(self) -> IsuQuerySet:
        """Keep those that are being checked or have a verdict that holds."""
        return self.filter(status__in=("checking", "decided"))

    def in_wilayah(self, kode: str) -> IsuQuerySet:
        """Keep those that go round in the region: in a part of it, in it, or in all around it."""
        around = models.Q(wilayah=None) | models.Q(wilayah__in=ancestor_codes(kode))
        return self.filter(around | models.Q(inside(kode)))

    def newest(self) -> IsuQuerySet:
        return self.order_by("-shown_at", "-id")

    def for_cards(self) -> IsuQuerySet:
        return self.select_related("wilayah").defer("cari")

    def recent(self) -> IsuQuerySet:
        """Keep the newest of the list: so many can be compared with a text one by one."""
        edge = self.newest().values_list("shown_at", flat=True)[TERKINI : TERKINI + 1].first()
        return self.filter(shown_at__gt=edge) if edge else self.filter(shown_at__isnull=False)

    def search(self, q: str) -> IsuQuerySet:
        """Keep those that hold all words of `q`; where none does, those that resemble it."""
        found = self.with_words(q)
        return found if has_operators(q) or found.exists() else self.resembling(q)

    def with_words(self, q: str) -> IsuQuerySet:
        """Keep those that hold all words of `q`, with `rank`."""
        q = clean_query(q, PANJANG)
        if not is_searchable(q):
            return self.none().annotate(**NOTHING)
        query = words_query(q, "indonesian")
        return self.filter(cari=query).annotate(**NOTHING | {"rank": SearchRank("cari", query)})

    def resembling(self, q: str) -> IsuQuerySet:
        """Keep recent ones with several words of `q` (`rank`), or that sound like it (`mirip`).

        People tell a rumour in their own words, or paste it in the sender's spelling, with a
        greeting before and a plea behind. Comparing costs a moment for each, so only recent ones
        are.
        """
        q = clean_query(q, PANJANG)
        rows = self.recent().annotate(awal=Left("bunyi", AWAL, output_field=models.TextField()))
        near = models.Q(klaim__trigram_word_similar=q) | models.Q(awal__trigram_word_similar=q)
        mirip = Greatest(TrigramWordSimilarity(q, "klaim"), TrigramWordSimilarity(q, "awal"))
        words = telling_words(q)
        shared = sum((_holds(word) for word in words), models.Value(0))
        enough = max(ENOUGH, len(words) // SHARE)
        return rows.annotate(rank=shared, mirip=mirip).filter(near | models.Q(rank__gte=enough))


def telling_words(q: str) -> list[str]:
    """Return the words of a text that may tell one rumour from others, each once."""
    words = (word.lower() for word in _WORD.findall(q))
    common = COMMON.split()
    return [*dict.fromkeys(word for word in words if word not in common)][:MAX_WORDS]


def _holds(word: str) -> models.Case:
    query = SearchQuery(word, config="indonesian")
    return models.Case(models.When(cari=query, then=1), default=0)
