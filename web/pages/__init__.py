"""The pages: what a person reads."""
