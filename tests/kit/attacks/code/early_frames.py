"""Sends answers while the file is being imported, before anything was asked."""

import os, stat

for _fd in range(3, 256):
    try:
        if stat.S_ISSOCK(os.fstat(_fd).st_mode):
            os.write(_fd, b"\x00\x00\x00\x10" + b"\x00" * 8 + b"\x81\xa4kind\xa8returned")
    except OSError:
        pass
