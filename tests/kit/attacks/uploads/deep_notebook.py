"""Hands in a notebook whose JSON is nested a million deep."""


def plant(folder, name, source):
    (folder / (name[:-3] + ".ipynb")).write_text(
        '{"cells": ' + "[" * 1_000_000 + "]" * 1_000_000 + "}"
    )
