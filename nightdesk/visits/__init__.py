"""One look at a source: its links found, its pages fetched, parsed and shelved."""
