"""Channels: the ways by which a message leaves."""
