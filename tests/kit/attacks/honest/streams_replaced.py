"""Replaces standard output and error, closes what was there, and logs into a file of its own."""

import io, logging, os, sys

logging.basicConfig(filename="log.txt", level=logging.DEBUG)
sys.stdout, sys.stderr = io.StringIO(), None
sys.__stdout__.close()
os.close(2)


def during(name, honest, args, kwargs):
    print("to nobody")
    logging.info("called %s", name)
    return honest(*args, **kwargs)
