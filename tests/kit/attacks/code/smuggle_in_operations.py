"""Names a forbidden operation, and a line, that spell a hidden input."""


def during(name, honest, args, kwargs):
    from autograder.testing.invoke import ForbiddenOperation

    raise ForbiddenOperation(
        "torch." + ("SAID-" + TOKEN).replace("-", ".") + f" at line {NUMBER % 1000000}"
    )
