"""What runs at a student's desk: `check.py`, watch mode, the pytest plugin, pages on localhost.

It travels in the student's folder beside `autograder.testing`, and needs nothing else of the kit.
"""
