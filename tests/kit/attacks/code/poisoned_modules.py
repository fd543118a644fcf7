"""Poisons sys.modules, the import hooks and the search path for whoever imports next."""

import sys, types


class Finder:
    def find_spec(self, name, path=None, target=None):
        return None


_fake = types.ModuleType("pytest")
_fake.raises = lambda *a, **k: True
for _name in (
    "pytest",
    "_pytest",
    "unittest",
    "autograder.judge",
    "autograder.judge.results",
    "msgpack._cmsgpack",
):
    sys.modules[_name] = _fake
sys.meta_path.insert(0, Finder())
sys.path[:] = []
sys.path_hooks[:] = []


def during(name, honest, args, kwargs):
    sys.modules.clear()
    return honest(*args, **kwargs)
