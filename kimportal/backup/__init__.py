"""Backups: one encrypted file that holds the database and all media, and the way back.

A file is a tar inside an envelope (`envelope`): the dump in parts, each medium with its
checksum, and a manifest of what every table held. Written and read in one stream, so memory
does not grow with the portal and nothing readable is put aside on the disk.
"""
