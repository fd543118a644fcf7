"""Hands in a notebook with cells of every wrong type, and magics that run commands."""

import json


def plant(folder, name, source):
    cells = [
        None,
        3,
        [],
        {"cell_type": "code"},
        {"cell_type": "code", "source": 5},
        {"cell_type": 3, "source": {}},
        {"cell_type": "code", "source": ["!touch /tmp/planted\n", "%run x\n", None, 4]},
        {"cell_type": "code", "source": "%%bash\ntouch /tmp/planted"},
        {"cell_type": "code", "source": source},
    ]
    (folder / (name[:-3] + ".ipynb")).write_text(
        json.dumps({"cells": cells, "nbformat": 1e999, "metadata": []})
    )
