"""The markup of the miniature press: each module sets an article as one family of sites does."""
