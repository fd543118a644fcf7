"""One thread for each process, as in the Makefile: threads that run do not survive a fork."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
