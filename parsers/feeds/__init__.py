"""Lists made for programs: feeds, sitemaps, JSON; and those a source picks by a selector."""
