"""Days and times as people write them, read into moments."""
