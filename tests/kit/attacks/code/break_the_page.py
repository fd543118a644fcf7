"""Puts markup and scripts into everything that a page may show: values, keys, messages, prints."""


def during(name, honest, args, kwargs):
    text = "</pre></td><script>alert(1)</script><img src=x onerror=alert(1)>"
    print(text)
    turn = sum(map(ord, name)) % 3
    if turn == 0:
        raise ValueError(text)
    return {text: [text]} if turn == 1 else text
