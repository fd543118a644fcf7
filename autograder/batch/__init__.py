"""Many submissions: reading exports, grading in parallel or on a cluster, cache, report."""
