"""Pages of long lists: the first ones by number, then ever further by "Muat lebih banyak".

Counting stops where the numbers end. A page behind them begins after a row (`setelah`), so
that the thousandth costs no more than the first, and rows that appear meanwhile repeat none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.cache import caches
from django.core.paginator import Page, Paginator
from django.core.signing import BadSignature, Signer
from django.db.models import BigIntegerField, BooleanField, F, Func, QuerySet, Value
from django.db.models.expressions import OrderBy
from django.db.models.lookups import GreaterThan, LessThan
from django.http import HttpRequest
from django.utils.functional import cached_property

PER_PAGE = 20
# Pages that have a number. Who has turned so many is looking for something; a filter is nearer.
NUMBERED = 50
MOST = NUMBERED * PER_PAGE
# The planner's guess may be wrong by this much.
SURELY = 10
# Up to five pages one sees whether the number is right; of more, it may be a minute old.
EXACT = 5 * PER_PAGE
KEPT_SECONDS = 60
PAGE_PARAMETER = "halaman"
AFTER_PARAMETER = "setelah"
_SIGNER = Signer(sep=".", salt=AFTER_PARAMETER)

# Draws the rows of a page, by their key and in their order; `name` as in `list_page`.
Draw = Callable[..., dict[Any, Any]]


class NumberedPaginator(Paginator):
    """Pages with a number; of a longer list it is only known that it is longer.

    `address` is that of the whole list where all people find the same: under it its length is
    remembered (`count_up_to`), so that it is not counted at every visit.
    """

    def __init__(self, rows: Any, per_page: int, *, address: str = "") -> None:
        super().__init__(rows, per_page)
        self.address = address

    @cached_property
    def _counted(self) -> int:
        return count_up_to(self.object_list, NUMBERED * self.per_page, self.address)

    @cached_property
    def count(self) -> int:
        return min(self._counted, NUMBERED * self.per_page)

    @property
    def is_cut(self) -> bool:
        """Whether the list goes on behind the last numbered page."""
        return self._counted > self.count


class Few:
    """A list of no more rows than numbered pages hold, whose keys are known in their order.

    A part of it is a queryset: of the `rows` that may be shown at all, those with these keys. What
    led to the keys is asked once.
    """

    def __init__(self, rows: QuerySet[Any], keys: list[Any]) -> None:
        self.rows = rows
        self.keys = keys

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, part: slice) -> QuerySet[Any]:
        keys = self.keys[part]
        place = Func(Value(keys, ArrayField(BigIntegerField())), "pk", function="array_position")
        return self.rows.filter(pk__in=keys).order_by(place.asc())


def few_of(rows: QuerySet[Any], address: str) -> list[Any] | None:
    """Return the keys of the rows in their order, or None where numbered pages cannot hold them.

    What was read to know that is sorted here: asking once is cheaper than twice.
    """
    order = [_part(part) for part in rows.query.order_by]
    read = rows.order_by().values_list(*(part for part, _ in order), "pk")
    found = _rows_up_to(read, address)
    if found is None:
        return None
    for place, (_, is_descending) in reversed([*enumerate(order)]):
        found.sort(key=lambda row: _comparable(row[place]), reverse=is_descending)
    return [row[-1] for row in found]


def _comparable(value: Any) -> tuple[bool, Any]:
    """Return what Python compares as PostgreSQL does: nothing is the largest."""
    return value is None, value.casefold() if isinstance(value, str) else value


def is_surely_long(rows: QuerySet[Any], most: int) -> bool:
    """Tell whether the planner takes a set for so many that it need not be counted."""
    plan = rows.order_by().explain(format="json")
    # Django does not even ask for a plan of what it knows to be empty.
    return bool(plan and json.loads(plan)[0]["Plan"]["Plan Rows"] > SURELY * most)


def count_up_to(rows: Any, most: int, address: str = "") -> int:
    """Return how many rows there are, `most` + 1 where there are more than `most`.

    What the planner takes for many more is not counted. What it says, and that a list was
    counted to be that long, is remembered for some minutes by the list's address; any other
    number above `EXACT` for one.
    """
    if not isinstance(rows, QuerySet):
        return min(len(rows), most + 1)
    if _is_known_long(rows, most, address):
        return most + 1
    counted = _kept_count(address, most)
    if counted is None:
        counted = rows[: most + 1].count()
        _keep_count(address, most, counted)
    return counted


def _rows_up_to(rows: QuerySet[Any], address: str) -> list[Any] | None:
    """Return the rows, or None where they are too many; see `count_up_to`."""
    if _is_known_long(rows, MOST, address):
        return None
    found = list(rows[: MOST + 1])
    if len(found) > MOST:
        _remember(address, MOST, is_long=True)
        return None
    return found


def _is_known_long(rows: QuerySet[Any], most: int, address: str) -> bool:
    known: bool | None = caches["fragments"].get(_length_key(address, most)) if address else None
    if known is None:
        known = is_surely_long(rows, most)
        _remember(address, most, is_long=known)
    return known


def _remember(address: str, most: int, *, is_long: bool) -> None:
    if address:
        caches["fragments"].set(_length_key(address, most), is_long)


def _kept_count(address: str, most: int) -> int | None:
    return caches["fragments"].get(_count_key(address, most)) if address else None


def _keep_count(address: str, most: int, counted: int) -> None:
    if counted > most:
        _remember(address, most, is_long=True)
    elif address and counted > EXACT:
        caches["fragments"].set(_count_key(address, most), counted, KEPT_SECONDS)


def _count_key(address: str, most: int) -> str:
    return f"jumlah:{most}:{hash(address)}"


def _length_key(address: str, most: int) -> str:
    return f"panjang:{most}:{hash(address)}"


@dataclass(frozen=True)
class Halaman:
    """A page of a public list. `bernomor` is missing behind the numbered pages.

    `lanjut` is the place after which the next page without a number begins, if there is one, and
    `setelah` the one after which this page does: the key of a row, signed.
    """

    isi: Sequence[Any]
    bernomor: Page | None = None
    lanjut: str = ""
    setelah: str = ""


def page_of(
    request: HttpRequest, rows: Any, per_page: int = PER_PAGE, *, address: str = ""
) -> Page | None:
    """Return the page whose number the address names, None when it lies beyond the last one.

    `address` as in `NumberedPaginator`: none where people find different rows at the same one.
    """
    number = request.GET.get(PAGE_PARAMETER, "1")
    if number.isdecimal() and (len(number) > 9 or int(number) > NUMBERED):
        return None
    return NumberedPaginator(rows, per_page, address=address).get_page(number)


def list_page(
    request: HttpRequest,
    rows: QuerySet[Any] | Few,
    draw: Draw,
    per_page: int = PER_PAGE,
    *,
    name: Hashable = None,
) -> Halaman | None:
    """Return the page of a public list that the address names, by number or by the row before it.

    `name` is that of rows whose query never changes: `draw` gets it where they begin, so that the
    query is compiled once (`kimportal.compiled`). A list that one page holds is not counted.
    """
    after = request.GET.get(AFTER_PARAMETER, "")
    behind = rows_behind(rows, after) if isinstance(rows, QuerySet) and after else None
    if behind is not None:
        return _page_behind(behind, after, draw, per_page)
    first: dict[Any, Any] | None = None
    if isinstance(rows, QuerySet) and request.GET.get(PAGE_PARAMETER, "1") == "1":
        begin = rows[: per_page + 1]
        first = draw(begin, name=name) if name else draw(begin)
    whole = None if first is None or len(first) > per_page else [*first.values()]
    address = _without_place(request)
    page = page_of(request, rows if whole is None else whole, per_page, address=address)
    if page is None:
        return None
    drawn = draw(page.object_list) if first is None else dict(islice(first.items(), per_page))
    page.object_list = [*drawn.values()]  # so that nobody asks for the rows again
    goes_on = getattr(page.paginator, "is_cut", False) and not page.has_next()
    return Halaman([*drawn.values()], page, lanjut=_place(drawn) if goes_on else "")


def page_address(url: str, page: Halaman | None) -> str:
    """Return the canonical address of a page of the list at `url`; the first one is the list."""
    if page is None:
        return url
    place = f"{AFTER_PARAMETER}={page.setelah}"
    if page.bernomor is not None:
        if page.bernomor.number == 1:
            return url
        place = f"{PAGE_PARAMETER}={page.bernomor.number}"
    return f"{url}{'&' if '?' in url else '?'}{place}"


def _page_behind(rows: QuerySet[Any], after: str, draw: Draw, per_page: int) -> Halaman:
    drawn = draw(rows[: per_page + 1])
    goes_on = len(drawn) > per_page
    if goes_on:
        drawn.popitem()
    return Halaman([*drawn.values()], lanjut=_place(drawn) if goes_on else "", setelah=after)


def _place(drawn: dict[Any, Any]) -> str:
    """Return the place behind the last row.

    Signed, so that nobody learns from a key that no list ever showed whether there is such a row,
    and between which others it would stand.
    """
    return _SIGNER.sign(str(next(reversed(drawn))))


def _without_place(request: HttpRequest) -> str:
    query = request.GET.copy()
    for name in (PAGE_PARAMETER, AFTER_PARAMETER):
        query.pop(name, None)
    return f"{request.path}?{query.urlencode()}"


def rows_behind(rows: QuerySet[Any], place: str) -> QuerySet[Any] | None:
    """Keep the rows that stand behind a place, whose row need not be among them any more.

    None where no list ever ended there. All parts of the order must have one direction: so an
    index can begin at the very place.
    """
    order = [_part(part) for part in rows.query.order_by]
    parts = [part for part, _ in order]
    try:
        pk = _SIGNER.unsign(place)
    except BadSignature:
        return None
    last = rows.model._base_manager.filter(pk=pk).values_list(*parts).first()
    if last is None:
        return None
    compare = LessThan if order[0][1] else GreaterThan
    return rows.filter(compare(_row(parts), _row(map(Value, last))))


def _part(part: Any) -> tuple[Any, bool]:
    """Return what a part of an order compares, and whether the largest comes first."""
    if isinstance(part, OrderBy):
        return part.expression, part.descending
    return F(part.lstrip("-")), part.startswith("-")


def _row(expressions: Iterable[Any]) -> Func:
    return Func(*expressions, function="ROW", output_field=BooleanField())
