"""Computes in a pool of processes and in threads."""

import multiprocessing, threading


def during(name, honest, args, kwargs):
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(abs, [-1, 2]) == [1, 2]
    done = []
    threads = [threading.Thread(target=done.append, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 4
    return honest(*args, **kwargs)
