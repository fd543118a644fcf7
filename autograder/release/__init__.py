"""From the one source to what students get: starters, the student's folder, notebooks."""
