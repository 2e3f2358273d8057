"""Pure: the query language, names in many scripts, the matcher."""
