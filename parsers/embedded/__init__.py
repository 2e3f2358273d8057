"""Data that a page carries beside its text: JSON-LD, meta elements, and what its scripts hold."""
