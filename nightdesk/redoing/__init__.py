"""What is done again over what is stored, without fetching: parsing, matching, grouping."""
