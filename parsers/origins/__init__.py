"""What a page says of where its text comes from."""
