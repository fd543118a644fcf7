"""What people hand in, as it comes: the files of an upload, and the source that a notebook holds."""
