"""Pages for a browser: a handout as one file, and the whole course as a static site."""
