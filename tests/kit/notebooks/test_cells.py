"""A problem's text as the cells of a workbook."""

from autograder.build.notebooks.cells import Try, cells_of

TEXT = """\
## 1. `shout` · easy

A word in capitals.

![A word and what becomes of it](pictures/word.svg)

The picture shows one.

```python
>>> shout("hey")

'HEY!'
```

**Twice.** With two exclamation marks.

<details><summary>A second hint</summary>

There is a method for it.

</details>

**Try it.** What about a letter that has no capital?

```python
print(shout("ß"))
```"""


def test_each_idea_is_a_cell_with_its_picture_and_example() -> None:
    ideas = cells_of(TEXT).ideas
    assert [idea.split()[0] for idea in ideas] == ["##", "![A", "**Twice.**", "<details><summary>A"]
    assert "The picture shows one." in ideas[1]
    assert "'HEY!'" in ideas[1]
    assert ideas[3].endswith("</details>")


def test_a_task_comes_with_the_code_to_begin_with() -> None:
    task = "**Try it.** What about a letter that has no capital?"
    assert cells_of(TEXT).tries == (Try(task, 'print(shout("ß"))'),)


def test_a_task_without_code_is_read_like_any_other_idea() -> None:
    cells = cells_of("Words.\n\n**Try it.** On paper.")
    assert cells.tries == ()
    assert cells.ideas == ("Words.", "**Try it.** On paper.")
