"""Open data: files made every night, their dictionary, and a catalogue of them (`/data/`)."""
