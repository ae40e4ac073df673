"""Info Pemerintah in languages of the place."""
