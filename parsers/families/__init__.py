"""Content systems and themes that many sites share: read by site parsers, and tried on unknown hosts."""
