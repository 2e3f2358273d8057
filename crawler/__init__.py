"""The world over HTTP: client, address guard, robots, politeness, discovery."""
