"""One module an engine: rows, quotes, pages. Boards of one engine differ in a few lines, under `parsers.sites`."""
