"""`make audit`: what the portal is built of, and whether it can be answered for."""
