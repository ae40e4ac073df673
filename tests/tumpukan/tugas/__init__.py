"""Every kind of task, each with something to do, and what must be so once it was done.

A part of this list is a generator: it prepares, yields the task's arguments, and looks at the
outcome after the worker was killed and another one came. The modules note theirs as they load.
"""

from tests.tumpukan.tugas import diseminasi, foto, komunitas, meja, sistem
from tests.tumpukan.tugas.babak import MEMBACA, MENULIS

BABAK = (MENULIS, MEMBACA)

__all__ = ["BABAK", "diseminasi", "foto", "komunitas", "meja", "sistem"]
