"""Returns hidden inputs as text, as the name of a type, as keys of a dict."""


def during(name, honest, args, kwargs):
    text = said(repr((args, kwargs)))
    turn = sum(map(ord, name)) % 5
    return (text, type(text, (), {})(), {text: 1}, [text], (text, text))[turn]
