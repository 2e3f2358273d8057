"""The daemon measured: a soak, an idle day, kills, and several workers."""
