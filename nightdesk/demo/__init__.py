"""The demo: a miniature press on loopback, written for it, that the real program crawls."""
