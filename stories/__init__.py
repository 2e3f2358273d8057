"""Pure: fingerprints, grouping, provenance, revisions."""
