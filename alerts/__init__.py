"""Alerts: which match is news, and how it is told."""
