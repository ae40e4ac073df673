"""The officers' pages about Info Pemerintah."""
