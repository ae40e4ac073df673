"""Demo content: invented KIM, people, posts and drawn pictures over all provinces.

The generators (`corpus`, `places`, `people`, `texts`, `communities`, `posts`, `pictures`)
are pure: the same seed, regions and date give the same content, and none of them touches
the database. `loading` writes what they planned, by way of the modules `write_…`.

Statuses are written here in bulk and not through `kegiatan.moderation` and
`komunitas.verification`: three thousand posts would take minutes there. It is the one
exception to that rule, holds for demo data only, and must leave exactly what those doors
leave (`naskah_terbit`, `published_at`, slug, reasons, audit rows, public photos).
"""
