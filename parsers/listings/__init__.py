"""Pages that list others."""
