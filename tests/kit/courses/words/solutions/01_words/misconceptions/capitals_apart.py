"""Capitals are counted apart

A capital letter and its small twin look different to a computer: they are two characters. If you
count characters as they come, a name such as Anna gives one large A and one small a, each counted
once. The task speaks of letters, whatever their size. Take a short name, write the letters below one
another, and make a tally by hand as a person would: do you start a new row for the capital? Look at
the keys of the result as well. Each of them should be a small letter. What could you do with the
text before you begin to count, so that the question does not come up at all?
"""


def count_letters(text):
    counts = {}
    for letter in text:
        if letter.isalpha():
            counts[letter] = counts.get(letter, 0) + 1
    return counts
