"""Info Pemerintah in the workspace of a KIM."""
