"""Raises exceptions whose class has no name, no bases, or a traceback that fights back."""


class _Meta(type):
    @property
    def __name__(cls):
        return ["no", "text"] if cls.way else 1 / 0

    @property
    def __mro__(cls):
        raise KeyboardInterrupt(said("mro"))


class _Odd(Exception, metaclass=_Meta):
    way = 1

    @property
    def __traceback__(self):
        raise SystemExit(7)

    def __str__(self):
        raise GeneratorExit


class _Odder(_Odd):
    way = 0


class _Empty(BaseException):
    def __getattribute__(self, name):
        raise StopAsyncIteration(name)


def during(name, honest, args, kwargs):
    raise (_Odd, _Odder, _Empty)[PROBLEMS.index(name) % 3]()
