"""Settings and the catalogue of sources and watches."""
