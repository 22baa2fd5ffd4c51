"""A quiz's results as headlines, about shown items only."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from exercises.formats import listed
from exercises.plural import Plural
from exercises.quiz_text import QuizText

Row = dict[str, Any]

NAMED_AT_MOST: Final = 3  # level items in a headline; more are counted


class _Said(NamedTuple):
    """The wording for one item, one whose leading options are level, a few items, and many.

    `answers` says whether a few items are named with what most people answered.
    """

    one: str
    tied: str
    some: str
    many: Plural
    answers: bool = False


def agreed(rows: Sequence[Row], n: int, told: QuizText) -> str:
    """Say where a room agreed most and least, naming all items that are level."""
    words, tops = told.words, [max(row["counts"].values()) for row in rows]
    if max(tops) == min(tops):
        return _level(words.level, rows, tops[0] / n, told)
    most = _Said(words.clear, words.clear, words.clear_some, words.clear_many, answers=True)
    least = _Said(
        words.divided, words.divided_level, words.divided_some, words.divided_many, answers=True
    )
    return _most_and_least(rows, [top / n for top in tops], told, (most, least))


def right_answers(rows: Sequence[Row], n: int, told: QuizText, right: Mapping[str, str]) -> str:
    """Say what a room got right most and least often."""
    words, hits = told.words, [row["counts"][right[row["item"]]] for row in rows]
    if max(hits) == min(hits):
        return _level(words.right_level, rows, hits[0] / n, told)
    most = (words.most_right, words.most_right, words.most_right_some, words.most_right_many)
    least = (words.least_right, words.least_right, words.least_right_some, words.least_right_many)
    shares = [hit / n for hit in hits]
    return _most_and_least(rows, shares, told, (_Said(*most), _Said(*least)))


def _level(template: Plural, rows: Sequence[Row], share: float, told: QuizText) -> str:
    first, said = rows[0], told.percent(share)
    item, option = told.items[first["item"]], _listed(_leaders(first, told), told)
    return template.format(of=len(rows), item=item, option=option, share=said)


def _most_and_least(
    rows: Sequence[Row], shares: Sequence[float], told: QuizText, both: tuple[_Said, _Said]
) -> str:
    def of(share: float, said: _Said) -> str:
        at = [row for row, its in zip(rows, shares, strict=True) if its == share]
        if len(at) > NAMED_AT_MOST:
            return said.many.format(count=len(at), of=len(rows), share=told.percent(share))
        if len(at) > 1:
            items = _answered(at, told) if said.answers else told.quoted(r["item"] for r in at)
            return said.some.format(items=items, share=told.percent(share))
        leaders = _leaders(at[0], told)
        named = _listed(leaders, told)
        template = said.tied if len(leaders) > 1 else said.one
        item = told.items[at[0]["item"]]
        return template.format(item=item, option=named, options=named, share=told.percent(share))

    most, least = both
    return f"{of(max(shares), most)} {of(min(shares), least)}"


def _answered(rows: Sequence[Row], told: QuizText) -> str:
    """Return items with what most people answered, or all answers that are level, as a list."""
    named = (
        told.words.answered.format(
            name=told.items[row["item"]], option=_listed(_leaders(row, told), told)
        )
        for row in rows
    )
    return listed(named, told.language, in_sentence=True)


def _leaders(row: Row, told: QuizText) -> list[str]:
    most = max(row["counts"].values())
    return [told.options[option] for option, n in row["counts"].items() if n == most]


def _listed(names: Sequence[str], told: QuizText) -> str:
    return listed(names, told.language, in_sentence=True)
