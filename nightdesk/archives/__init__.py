"""Archives of the past: read in spans by processes of this machine or of a Dask cluster, stored in their order."""
