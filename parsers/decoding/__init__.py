"""From bytes to text: tables of characters, packed files, and how much is read."""
