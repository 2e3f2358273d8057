"""Watches and searches held against documents: as they come, on trial, and in the whole store."""
