def _in_place_of(name, honest):
    def call(*args, **kwargs):
        return during(name, honest, args, kwargs)

    return call


if "during" in globals():
    for _name in PROBLEMS:
        if callable(globals().get(_name)):
            globals()[_name] = _in_place_of(_name, globals()[_name])
