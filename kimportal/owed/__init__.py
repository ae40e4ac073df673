"""Work that is owed: one row each, from the moment it is promised until it is done.

The row commits with what it follows from, so nothing is lost while worker or queue are down: beat
finds what is due. A crash between doing and noting does it again.
"""
