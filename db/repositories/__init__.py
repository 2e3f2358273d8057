"""Repositories: each is the SQL of one part of the store, on the connection of a unit of work."""
