"""The trusted side: collects tests, compares, diagnoses, scores. Never imports student code."""
