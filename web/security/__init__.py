"""Safety: who asks, from where, and what a browser may do with the answer."""
