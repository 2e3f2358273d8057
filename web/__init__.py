"""The web: served feeds and health."""
