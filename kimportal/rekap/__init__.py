"""Counts kept ready per region and per cell of a grid, exact to the last refresh."""
