"""From markup to blocks of text: one walk over the tree, and what blocks are made into."""
