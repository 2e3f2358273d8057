"""The front door: command line, daemon, pipeline, and the one place where the rooms are joined."""
