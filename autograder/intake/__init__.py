"""What people hand in, as it comes: a notebook becomes the Python source that is graded."""
