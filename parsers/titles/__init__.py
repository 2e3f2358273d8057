"""What an article is called."""
