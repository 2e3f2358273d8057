"""What there is to tell, written into the outbox with what caused it."""
