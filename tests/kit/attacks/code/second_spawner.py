"""Starts a spawner and a judge of its own, in the hope that they have more rights."""


def during(name, honest, args, kwargs):
    try:
        from autograder.sandbox import Spawner

        with Spawner.start(isolation="off") as spawner, spawner.keeper() as keeper:
            source = b"import os\ndef f(): return open(%r).read()" % (
                GROUND + "/source/assignment.json"
            )
            with keeper.worker(module="w", files={"w.py": source}) as worker:
                worker.start()
                if worker.call("f").kind == "returned":
                    hit("a worker with more rights")
    except BaseException:
        pass
    return honest(*args, **kwargs)
