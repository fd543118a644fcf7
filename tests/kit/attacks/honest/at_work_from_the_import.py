"""Has a thread, a pool of threads and a pool of processes from its import on."""

import concurrent.futures, multiprocessing, threading, time

TICKS = []


def _tick():
    while True:
        time.sleep(0.05)
        TICKS.append(time.time())


threading.Thread(target=_tick, daemon=True).start()
THREADS = concurrent.futures.ThreadPoolExecutor(8)
PROCESSES = multiprocessing.get_context("fork").Pool(2)


def during(name, honest, args, kwargs):
    assert PROCESSES.map(abs, [-1, -2]) == [1, 2]
    return THREADS.submit(honest, *args, **kwargs).result()
