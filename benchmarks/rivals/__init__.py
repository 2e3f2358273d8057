"""What people put together for the same work, run beside us by a Python of their own."""
