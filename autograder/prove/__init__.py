"""The proof of a release: checks before it is built, cases and attacks run through what was built."""
