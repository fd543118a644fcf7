"""`autograder schema`: the JSON Schema of course.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.app import app, console


@app.command(epilog="Example: `autograder schema --out course.schema.json`")
def schema(
    out: Annotated[Path | None, typer.Option(help="Write it here instead of the screen.")] = None,
) -> None:
    """Print the JSON Schema by which editors complete and check course.yml."""
    from autograder.course.schema import schema_text

    if out is None:
        console.print(schema_text(), markup=False, highlight=False, soft_wrap=True, end="")
    else:
        out.write_text(schema_text(), encoding="utf-8")
        console.print(f"{out} written", highlight=False)
