"""Charts as inline SVG, made here: no script, no style attribute, and everything in them escaped."""
