"""Who wrote an article: by what is declared, shown and told."""
