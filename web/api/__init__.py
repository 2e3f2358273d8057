"""The JSON API: the same data as the pages show, for programs."""
