"""When an article was published: by its address, its scripts, and what readers are shown and told."""
