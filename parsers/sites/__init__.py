"""One module a site: what differs from the defaults, and nothing else. Found by walking this package."""
