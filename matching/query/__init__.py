"""The query language: tokens, tree, parser and the words a query is shown in."""
