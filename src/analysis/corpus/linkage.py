"""From likenesses of pairs to groups: average linkage, so that one strong pair never joins two stories.

Unweighted pair-group averaging (Sokal and Michener 1958) over the pairs that were compared; a pair that was not
counts as unlike. Ties go to the lower numbers: the same pairs give the same groups in any order.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable


def link_groups(n: int, pairs: Iterable[tuple[int, int, float]], *, least: float) -> list[list[int]]:
    """Group ``0 … n-1`` so that the mean likeness between any two joined groups is at least ``least``.

    Returns:
        Groups in order of their first member, members in order.

    >>> link_groups(4, [(0, 1, 0.9), (1, 2, 0.5), (0, 2, 0.1)], least=0.4)
    [[0, 1], [2], [3]]
    """
    sums: list[dict[int, float]] = [{} for _ in range(n)]
    for one, other, likeness in pairs:
        sums[one][other] = sums[other][one] = likeness
    members: list[list[int]] = [[number] for number in range(n)]
    heap = [(-likeness, one, other) for one in range(n) for other, likeness in sums[one].items() if one < other]
    heapq.heapify(heap)
    while heap:
        negative, one, other = heapq.heappop(heap)
        if -negative < least:
            break
        if members[one] and members[other] and _mean(sums, members, one, other) == -negative:
            _join(sums, members, one, other, heap)
    return sorted(sorted(group) for group in members if group)


def _mean(sums: list[dict[int, float]], members: list[list[int]], one: int, other: int) -> float:
    return round(sums[one].get(other, 0.0) / (len(members[one]) * len(members[other])), 6)


def _join(
    sums: list[dict[int, float]], members: list[list[int]], one: int, other: int, heap: list[tuple[float, int, int]]
) -> None:
    """Let one group take up another, and say anew how like it is to its neighbours."""
    for neighbour, likeness in sums[other].items():
        if neighbour != one:
            sums[one][neighbour] = sums[one].get(neighbour, 0.0) + likeness
            sums[neighbour][one] = sums[one][neighbour]
        del sums[neighbour][other]
    members[one] += members[other]
    members[other], sums[other] = [], {}
    for neighbour in sums[one]:
        low, high = min(one, neighbour), max(one, neighbour)
        heapq.heappush(heap, (-_mean(sums, members, low, high), low, high))
