"""The long-running service: its ticks, its signals, and that it is there."""
