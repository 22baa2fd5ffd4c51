"""The room's charts in words, and that everyone can read them."""

import random
from collections.abc import Iterator
from typing import Any, get_args

import pandas as pd
import plotly.graph_objects as go
import pytest

from exercises import charts, colours
from exercises.exercise import Picture, Summary, Theme
from exercises.mentor_criteria import EXERCISE, WORDING
from exercises.mentor_criteria.answer import CRITERIA
from exercises.mentor_criteria.pictures import pictures
from exercises.mentor_criteria.wording import MentorCriteriaContent
from tests.unit.test_mentor_criteria_summary import Given, Room, summary_of

CONTENT = WORDING.in_("en")
NAMES = [CONTENT.criteria[criterion].name for criterion in CRITERIA]
EXPERIENCE, INSPIRE, COMMUNICATION, *_ = CRITERIA

# Two opposing camps, the larger of which puts experience first.
KNOWN_ROOM = [Given(CRITERIA, (INSPIRE,))] * 3 + [Given(CRITERIA[::-1], (INSPIRE, EXPERIENCE))] * 2


def summary(room: Room) -> Summary:
    return summary_of(room) | {"n": len(room)}


def drawn(room: Room, theme: Theme = "light") -> dict[str, Picture]:
    return {picture.slug: picture for picture in pictures(summary(room), CONTENT, theme)}


def headlines(room: Room) -> dict[str, str]:
    return {slug: picture.headline for slug, picture in drawn(room).items()}


def headline(room: Room, slug: str) -> str:
    return headlines(room)[slug]


def a_lively_room() -> list[Given]:
    rng = random.Random(3)
    answers = [EXERCISE.sample(rng).model_dump() for _ in range(40)]
    return [Given(answer["ranking"], answer["deal_breakers"]) for answer in answers]


# --- Headlines ------------------------------------------------------------------------------------


def test_a_known_room_gets_the_right_headlines() -> None:
    # Experience is ranked 1 1 1 8 8: 3 x 7 of 5 x 28 points, and a mean of 19 / 5. Two opposing
    # camps of 3 and 2 leave W = ((3 - 2) / 5)^2.
    assert list(headlines(KNOWN_ROOM).values()) == [
        "Relevant experience matters most, ahead of Ability to inspire and Communication.",
        "Relevant experience ranks highest, at place 3.8 of 8 on average; 60% put it first.",
        "Relevant experience beats every other quality one-to-one; "
        "even against Ability to inspire it wins 60% to 40%.",
        "Ability to inspire is the most common deal-breaker: 100% marked it.",
        "The points are an average: people's own orders have hardly anything in common"
        " (0.04 on a scale from 0 to 1).",
    ]


def test_a_tie_in_the_lead_is_named_as_a_tie() -> None:
    room = [
        Given((EXPERIENCE, INSPIRE), (EXPERIENCE,)),
        Given((INSPIRE, EXPERIENCE), (COMMUNICATION,)),
    ]
    assert headlines(room) == {
        "borda": "Ability to inspire and Relevant experience matter most.",
        "ranks": "Ability to inspire and Relevant experience share the highest average place: "
        "1.5 of 8.",
        "head_to_head": "No quality beats all the others one-to-one; "
        "Ability to inspire and Relevant experience come closest, with 6 of 7 wins each.",
        "deal_breakers": "Relevant experience and Communication are the most common deal-breakers: "
        "50% marked each.",
        "agreement": "The room almost fully agrees: 0.98 on a scale from 0 to 1.",
    }


def test_a_tie_of_many_is_counted_instead_of_named() -> None:
    room = [Given(CRITERIA[:4]), Given(CRITERIA[3::-1])]
    assert headline(room, "borda").startswith("4 qualities matter most")


def test_what_matters_most_is_told_with_what_comes_next_and_no_number() -> None:
    assert headline([Given(CRITERIA)], "borda") == (
        f"{NAMES[0]} matters most, ahead of {NAMES[1]} and {NAMES[2]}."
    )
    level_third = [Given(CRITERIA), Given((*CRITERIA[:2], CRITERIA[3], CRITERIA[2], *CRITERIA[4:]))]
    assert headline(level_third, "borda") == f"{NAMES[0]} matters most, ahead of {NAMES[1]}."
    assert headline([Given(CRITERIA[:1])], "borda") == f"{NAMES[0]} matters most."
    opposite = [Given(CRITERIA), Given(CRITERIA[::-1])]
    assert headline(opposite, "borda") == "All eight qualities matter equally."


@pytest.mark.parametrize("w", [0.0, 0.2])
def test_little_agreement_does_not_take_back_what_matters_most(w: float) -> None:
    room = summary([Given(CRITERIA)]) | {"agreement": w}
    assert pictures(room, CONTENT, "light")[-1].headline.startswith("The points are an average")


def test_a_circle_of_duels_has_no_winner() -> None:
    # Condorcet's paradox: each of the three beats the next two to one, in a circle.
    room = [
        Given((EXPERIENCE, INSPIRE, COMMUNICATION)),
        Given((INSPIRE, COMMUNICATION, EXPERIENCE)),
        Given((COMMUNICATION, EXPERIENCE, INSPIRE)),
    ]
    said = headline(room, "head_to_head")
    assert said.startswith("No quality beats all the others one-to-one")
    assert said.endswith("come closest, with 6 of 7 wins each.")
    for name in NAMES[:3]:
        assert name in said


def test_two_opposite_camps_of_equal_size_end_every_duel_level() -> None:
    said = headline([Given(CRITERIA), Given(CRITERIA[::-1])], "head_to_head")
    assert said == "One-to-one, no quality beats another."


def test_a_favourite_by_points_need_not_win_the_duels() -> None:
    # Experience splits the room 3 to 2 in its favour; everyone ranks inspire second.
    others = tuple(c for c in CRITERIA if c not in (EXPERIENCE, INSPIRE))
    room = [Given((EXPERIENCE, INSPIRE, *others))] * 3 + [Given((INSPIRE, *others, EXPERIENCE))] * 2
    assert headline(room, "borda").startswith("Ability to inspire")
    assert headline(room, "head_to_head").startswith("Relevant experience beats every other")


def test_a_room_without_deal_breakers_says_so() -> None:
    assert headline([Given(CRITERIA)], "deal_breakers") == CONTENT.pictures.deal_breakers.none


def test_where_nobody_put_anything_in_order_only_deal_breakers_are_drawn() -> None:
    assert list(drawn([Given((), (INSPIRE,)), Given()])) == ["deal_breakers"]
    assert drawn([]) == {}


@pytest.mark.parametrize(
    ("w", "words"),
    [(0.0, "none"), (0.1, "slight"), (0.3, "some"), (0.5, "good"), (0.7, "full"), (1.0, "full")],
)
def test_agreement_is_put_in_plain_words(w: float, words: str) -> None:
    room = summary([Given(CRITERIA)]) | {"agreement": w}
    said = pictures(room, CONTENT, "light")[-1].headline
    assert said == getattr(CONTENT.pictures.agreement, words).format(w=f"{w:.2f}")


# --- Tables ---------------------------------------------------------------------------------------


def test_every_picture_has_a_table_with_the_figures_of_the_summary() -> None:
    room = a_lively_room()
    figures, pics = summary(room), drawn(room)
    names = [CONTENT.criteria[row["criterion"]].name for row in figures["rows"]]

    shares = dict(pics["borda"].table.to_numpy().tolist())
    assert shares == {
        name: row["borda_share"] for name, row in zip(names, figures["rows"], strict=True)
    }

    flagged = dict(pics["deal_breakers"].table.to_numpy().tolist())
    assert flagged == {
        name: row["deal_breaker_share"] for name, row in zip(names, figures["rows"], strict=True)
    }
    assert list(flagged.values()) == sorted(flagged.values(), reverse=True)

    for (name, *of_one), row in zip(
        pics["ranks"].table.to_numpy().tolist(), figures["rows"], strict=True
    ):
        assert name == CONTENT.criteria[row["criterion"]].name
        counts = [c["n"] for c in figures["rank_counts"] if c["criterion"] == row["criterion"]]
        assert of_one == [row["mean_rank"], *counts, len(room) - row["n_ranked"]]
        assert sum(of_one[1:]) == len(room)

    duels = pics["head_to_head"].table.set_index(CONTENT.pictures.quality)
    assert duels.notna().sum().sum() == 56
    for duel in figures["head_to_head"]:
        ours, theirs = (CONTENT.criteria[duel[side]].name for side in ("criterion", "over"))
        assert duels.at[ours, theirs] == duel["share"]

    assert pics["agreement"].table.iloc[0].tolist()[1] == figures["agreement"]


# --- Legibility -----------------------------------------------------------------------------------


def every(key: str, part: Any) -> Iterator[Any]:
    """Yield every value under a key, anywhere in a figure."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name == key:
                yield value
            yield from every(key, value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from every(key, value)


def fonts(figure: go.Figure) -> list[dict[str, Any]]:
    spec = figure.to_dict()
    return [f for key in ("font", "textfont", "tickfont") for f in every(key, spec)]


@pytest.mark.parametrize("theme", get_args(Theme))
def test_text_is_large_enough_for_the_back_row(theme: Theme) -> None:
    for picture in drawn(a_lively_room(), theme).values():
        sizes = [font["size"] for font in fonts(picture.figure)]
        assert sizes
        assert min(sizes) >= 18, picture.slug
        assert picture.figure.layout.font.size >= 18


@pytest.mark.parametrize("theme", get_args(Theme))
def test_text_on_the_page_meets_aa_and_so_do_shapes(theme: Theme) -> None:
    palette = colours.PALETTES[theme]
    assert colours.contrast(palette.text, palette.background) >= 4.5
    assert colours.contrast(palette.accent, palette.background) >= 3
    # The leading bar differs from the others in more than hue.
    assert colours.contrast(palette.accent, palette.tint) >= 3
    for picture in drawn(a_lively_room(), theme).values():
        assert picture.figure.layout.font.color == palette.text
        assert picture.figure.layout.paper_bgcolor == "rgba(0,0,0,0)"


@pytest.mark.parametrize("theme", get_args(Theme))
def test_numbers_inside_bars_and_cells_meet_aa(theme: Theme) -> None:
    pics, palette = drawn(a_lively_room(), theme), colours.PALETTES[theme]
    for part in pics["ranks"].figure.data:
        assert colours.contrast(part.textfont.color, part.marker.color) >= 4.5
        if part.marker.pattern.shape:
            assert colours.contrast(part.textfont.color, part.marker.pattern.fgcolor) >= 4.5

    cells, numbers = pics["head_to_head"].figure.data
    assert len(numbers.text) == 56
    for x, y, colour in zip(numbers.x, numbers.y, numbers.textfont.color, strict=True):
        fill = colours.mix(palette.background, palette.accent, cells.z[y][x])
        assert colours.contrast(colour, fill) >= 4.5


def test_the_contrast_of_black_and_white_is_21() -> None:
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


# --- Hostile and awkward wording ------------------------------------------------------------------


def with_name(name: str) -> MentorCriteriaContent:
    criteria = CONTENT.criteria | {
        EXPERIENCE: CONTENT.criteria[EXPERIENCE].model_copy(update={"name": name})
    }
    return CONTENT.model_copy(update={"criteria": criteria})


def test_markup_in_a_name_is_escaped_wherever_a_figure_shows_it() -> None:
    hostile = with_name('<a href="//x">R&D</a>')
    for picture in pictures(summary(KNOWN_ROOM), hostile, "light"):
        shown = picture.figure.to_json()
        assert "<a" not in shown
        assert "\\u003ca" not in shown
        if picture.slug != "agreement":
            assert "&lt;a" in shown or "\\u0026lt;a" in shown
    assert charts.label("R&D <b>") == "R&amp;D &lt;b&gt;"


def test_a_long_name_becomes_two_short_lines() -> None:
    assert charts.label("Relevant experience") == "Relevant<br>experience"
    assert charts.label("Kommunikationsfähigkeit") == "Kommunikationsf-<br>ähigkeit"
    assert charts.label("Being the only one in the room") == "Being the only<br>one in the room"
    lines = charts.label("An understanding of everything that I do " * 5).split("<br>")
    assert len(lines) == 2
    assert max(map(len, lines)) <= 18
    assert lines[-1].endswith("…")


def test_two_rows_with_the_same_name_stay_two_rows() -> None:
    table = pd.DataFrame({"Quality": ["Commitment", "Commitment"], "Share": [0.6, 0.4]})
    figure = charts.bars(table, charts.Style("light", "{:.0%}".format, "A note."), leading=1)
    assert figure.layout.yaxis.ticktext == ("Commitment", "Commitment")
    assert figure.data[0].y == (0, 1)
    assert [text.strip() for text in figure.data[0].text] == ["<b>60%</b>", "40%"]
