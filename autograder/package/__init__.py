"""Zips for graders: what goes in, how they are written, and the proof that they work."""
