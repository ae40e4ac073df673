"""All of Indonesia as made-up content: every village's KIM and a year of their posts.

Meant for measuring, so it skips what measures nothing: texts come from a pool, photos are a
handful of stored ones that all posts refer to. The same seed and day give the same rows.
"""
