"""The yardstick: a plain Django listing of 20 rows out of 1,000, and a bare answer.

Frozen. It shares nothing with the portal, and is never tuned: what the portal reaches is told
as a share of it. Written the way a Django project begins: the middleware of `startproject`,
one model, one view, one template of about 15 KB that includes a card per row.
"""
