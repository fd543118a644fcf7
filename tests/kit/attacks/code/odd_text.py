"""Returns and raises texts that cannot be encoded, or that break a report's markup."""


def during(name, honest, args, kwargs):
    text = (
        "\ud800\udfff\x00\x1b[31m</pre><script>alert(1)</script>]]>{{x}}%s%n`$(id)`"
        + "\u202e" * 50
        + "\r\n" * 50
    )
    print(text.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
    if len(name) % 2:
        raise ValueError(text)
    return {text: text}
