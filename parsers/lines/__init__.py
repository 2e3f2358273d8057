"""What single lines are: bylines and the names in them, labels, tools, walls, and calls to read on."""
