"""Counting the scans of a JPEG without decoding it.

A progressive JPEG may hold any number of scans, and each makes the decoder walk over the
whole picture again: a small file can keep a processor busy for hours. The marker bytes
alone are not proof, because phones append videos; so the segments are followed.
"""

import re

START_OF_SCAN = 0xDA
END_OF_IMAGE = 0xD9
LENGTH_BYTES = 2
# Inside a scan 0xFF is data when 0x00 follows, and a restart marker when 0xD0 to 0xD7 does.
NEXT_MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])", re.DOTALL)


def count_scans(data: bytes) -> int:
    """Return the number of scans up to the end of the (first) picture."""
    scans = 0
    marker = NEXT_MARKER.search(data, LENGTH_BYTES)
    while marker and marker[1][0] != END_OF_IMAGE:
        scans += marker[1][0] == START_OF_SCAN
        start = marker.end()
        length = int.from_bytes(data[start : start + LENGTH_BYTES], "big")
        marker = NEXT_MARKER.search(data, start + length)
    return scans
