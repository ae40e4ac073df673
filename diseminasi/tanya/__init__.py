"""Questions and answers about Info Pemerintah."""
