"""What the figures in the documents come from: each module prints one table."""
