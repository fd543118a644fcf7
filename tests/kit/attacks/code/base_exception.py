"""Raises an exception that no `except Exception` catches, with a message that fails."""


class Away(BaseException):
    def __str__(self):
        raise Away

    __repr__ = __str__

    def __getattribute__(self, name):
        raise KeyboardInterrupt


class Meta(type):
    @property
    def __mro__(cls):
        raise Away

    @property
    def __name__(cls):
        raise Away


class Strange(Exception, metaclass=Meta):
    pass


def during(name, honest, args, kwargs):
    if len(name) % 3 == 0:
        raise KeyboardInterrupt
    raise (Away if len(name) % 2 else Strange)
