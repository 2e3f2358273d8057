"""The ground floor: domain types, the error tree, URLs, text and the clock. Imports nothing of ours."""
