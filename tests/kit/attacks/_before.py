"""What every attack finds set: see README.md. Words between @ are filled in when it is handed in."""

GROUND = "@GROUND@"
TOKEN = "@TOKEN@"
PROBLEMS = "@PROBLEMS@".split()
NUMBER = 7203641


def hit(what):
    print("LEAK-" + TOKEN, str(what)[:300], flush=True)


def said(text):
    return "SAID-" + TOKEN + " " + str(text)


def show_if_secret(data, where):
    if isinstance(data, bytes):
        data = data.decode("utf-8", "replace")
    at = data.find("CANARY" + "-")
    while at >= 0:
        if data[at + 7 : at + 8].isalpha():
            print(where, data[at : at + 60], flush=True)
        at = data.find("CANARY" + "-", at + 1)
