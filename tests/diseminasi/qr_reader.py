"""Reading a QR code back from its modules, as a phone does; written for tests.

No decoder is among the locked packages, and Chromium on Linux has none. This one takes clean
modules, so it needs no error correction: it finds the mask in the code itself, follows the
standard's zigzag (ISO/IEC 18004, 7.7), and reads bytes. How many blocks a version has is
asked of `qrcode`, the one thing this reader shares with the writer.
"""

from qrcode.base import rs_blocks

MASKS = [
    lambda y, x: (y + x) % 2 == 0,
    lambda y, x: y % 2 == 0,
    lambda y, x: x % 3 == 0,
    lambda y, x: (y + x) % 3 == 0,
    lambda y, x: (y // 2 + x // 3) % 2 == 0,
    lambda y, x: y * x % 2 + y * x % 3 == 0,
    lambda y, x: (y * x % 2 + y * x % 3) % 2 == 0,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2 == 0,
]
# Where the small squares stand, by version (as far as our addresses need).
ALIGNED = {1: [], 2: [6, 18], 3: [6, 22], 4: [6, 26], 5: [6, 30], 6: [6, 34]}
FORMAT_MASK = 0b10101
FORMAT_PLACES = [(8, 0), (8, 1), (8, 2), (8, 3), (8, 4)]


def read_qr(rows: list[list[bool]]) -> str:
    """Return the text of a code given row by row, dark True, with its white border."""
    grid = _without_border(rows)
    level, mask = _format(grid)
    version = (len(grid) - 17) // 4
    bits = [
        grid[y][x] != MASKS[mask](y, x)
        for y, x in _zigzag(len(grid))
        if not _is_function(y, x, len(grid), version)
    ]
    words = [_number(bits[i : i + 8]) for i in range(0, len(bits) - 7, 8)]
    return _text(_in_order(words, rs_blocks(version, level)), version)


def _without_border(rows):
    dark = [y for y, row in enumerate(rows) if any(row)]
    columns = [x for x in range(len(rows[0])) if any(row[x] for row in rows)]
    return [row[columns[0] : columns[-1] + 1] for row in rows[dark[0] : dark[-1] + 1]]


def _format(grid):
    """Return the level of correction and the mask."""
    value = _number([grid[y][x] for y, x in FORMAT_PLACES]) ^ FORMAT_MASK
    return value >> 3, value & 0b111


def _zigzag(side):
    """Yield the places in which data are written: two columns at a time, from the right."""
    upwards = True
    for right in [*range(side - 1, 6, -2), *range(5, 0, -2)]:
        for y in range(side - 1, -1, -1) if upwards else range(side):
            yield from ((y, right), (y, right - 1))
        upwards = not upwards


def _is_function(y, x, side, version):
    """Say whether a place belongs to the frame of every code instead of its data."""
    if (y < 9 and x < 9) or (y < 9 and x >= side - 8) or (y >= side - 8 and x < 9):
        return True
    if y == 6 or x == 6:
        return True
    places = ALIGNED[version]
    finders = {(6, 6), (6, places[-1]), (places[-1], 6)} if places else set()
    centres = {(a, b) for a in places for b in places} - finders
    return any(abs(y - a) <= 2 and abs(x - b) <= 2 for a, b in centres)


def _in_order(words, blocks):
    """Undo the mixing of blocks and drop what is there to repair the code."""
    parts = [[] for _ in blocks]
    rest = iter(words)
    for place in range(max(block.data_count for block in blocks)):
        for part, block in zip(parts, blocks, strict=True):
            if place < block.data_count:
                part.append(next(rest))
    return [word for part in parts for word in part]


def _text(words, version):
    """Read the segments up to the end mark: bytes and digits, as `qrcode` writes addresses."""
    assert version < 10
    bits = [bool(word >> place & 1) for word in words for place in range(7, -1, -1)]
    text, at = "", 0

    def take(count):
        nonlocal at
        at += count
        return _number(bits[at - count : at])

    while at + 4 <= len(bits) and (mode := take(4)):
        if mode == 4:
            text += bytes(take(8) for _ in range(take(8))).decode()
        elif mode == 1:
            count = take(10)
            while count:
                some = min(count, 3)
                text += f"{take([0, 4, 7, 10][some]):0{some}d}"
                count -= some
        else:
            raise AssertionError(f"mode {mode}")
    return text


def _number(bits):
    value = 0
    for bit in bits:
        value = value * 2 + int(bit)
    return value
