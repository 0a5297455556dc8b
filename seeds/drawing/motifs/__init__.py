"""What a story can be drawn as: each motif takes a canvas, a palette and its own randomness."""
