"""How people write the names of regions, made comparable with the official list."""

import re

# What people write -> what the list writes. Only forms that are no name of their own.
SINGKATAN = {
    "kab": "kabupaten",
    "adm": "administrasi",
    "jogja": "yogya",
    "jogjakarta": "yogyakarta",
    "diy": "daerah istimewa yogyakarta",
    "dki": "daerah khusus ibukota",
    "jakpus": "jakarta pusat",
    "jakut": "jakarta utara",
    "jakbar": "jakarta barat",
    "jaksel": "jakarta selatan",
    "jaktim": "jakarta timur",
    "jabar": "jawa barat",
    "jateng": "jawa tengah",
    "jatim": "jawa timur",
    "sumut": "sumatera utara",
    "sumbar": "sumatera barat",
    "sumsel": "sumatera selatan",
    "kepri": "kepulauan riau",
    "babel": "bangka belitung",
    "ntb": "nusa tenggara barat",
    "ntt": "nusa tenggara timur",
    "kalbar": "kalimantan barat",
    "kalteng": "kalimantan tengah",
    "kalsel": "kalimantan selatan",
    "kaltim": "kalimantan timur",
    "kaltara": "kalimantan utara",
    "sulut": "sulawesi utara",
    "sulteng": "sulawesi tengah",
    "sulsel": "sulawesi selatan",
    "sultra": "sulawesi tenggara",
    "sulbar": "sulawesi barat",
    "malut": "maluku utara",
}
# Words that name a class of region; the list writes them in few names, so they only prefer.
KELAS = {
    "prov": 1,
    "provinsi": 1,
    "kec": 3,
    "kecamatan": 3,
    "distrik": 3,
    "desa": 4,
    "ds": 4,
    "kel": 4,
    "kelurahan": 4,
    "gampong": 4,
    "nagari": 4,
}
# No name has more or longer words; what is cut off would only cost the database time.
MAX_WORDS = 8
MAX_LETTERS = 40


def split_query(q: str) -> tuple[list[str], int | None]:
    """Return the words to look for, and the level that the words ask for, if any.

    "Kec. Mariso, sulsel" -> (["mariso", "sulawesi", "selatan"], 3).
    """
    tingkat = None
    words: list[str] = []
    for word in re.findall(r"[^\W_]+", q.lower()):
        if word in KELAS:
            tingkat = KELAS[word]
        else:
            words += SINGKATAN.get(word, word).split()
    return [word[:MAX_LETTERS] for word in words[:MAX_WORDS]], tingkat
