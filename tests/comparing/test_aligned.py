"""Two aligned sentences: whether they tell of one place."""

import pytest
from comparing.test_conflicts import conflicts_between


@pytest.mark.parametrize(
    ("text", "other", "sure"),
    [
        ("The storm hit Norway and killed 75 people.", "The storm hit Norway and killed 57 people.", True),
        ("The storm hit Norway and killed 75 people.", "The storm hit Sweden and killed 57 people.", False),
        ("Norway's storm killed 75 people.", "Sweden's storm killed 57 people.", False),
        ("The storm, Ana Roe said, killed 75 people.", "The storm, Tom Reed said, killed 57 people.", True),
    ],
)
def test_a_place_wherever_it_is_named_keeps_two_counts_apart_and_a_person_does_not(text, other, sure):
    assert [row.sure for row in conflicts_between(text, other) if row.kind == "number"] == [sure]
