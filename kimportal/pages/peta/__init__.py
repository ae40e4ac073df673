"""The map of KIM: one drawing, one table, and the addresses of what its script asks for."""
