"""The way of notices out: composed, handed to channels, followed by readers."""
