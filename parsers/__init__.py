"""Pure: bytes in, Document out."""
