"""Documents gathered into stories on the store, and what a person says of that."""
