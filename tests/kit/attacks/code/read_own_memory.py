"""Searches its own memory for what the harness may have loaded before the fork."""


def during(name, honest, args, kwargs):
    try:
        with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
            for line in maps:
                where, rights = line.split()[:2]
                if "r" not in rights or "[v" in line or "torch" in line:
                    continue
                start, end = (int(word, 16) for word in where.split("-"))
                if end - start > 64 << 20:
                    continue
                try:
                    memory.seek(start)
                    data = memory.read(end - start)
                except (OSError, ValueError, OverflowError):
                    continue
                for kind in (b"hidden", b"reference", b"environment", b"metadata"):
                    if b"CANARY" + b"-" + kind in data:
                        hit("own memory: " + kind.decode())
    except OSError:
        pass
    return honest(*args, **kwargs)
