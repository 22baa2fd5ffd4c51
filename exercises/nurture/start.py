"""What the first meeting starts with: a person's goals as agenda points, only offered."""

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from exercises.exercise import Given
from exercises.goals.answer import Goals
from exercises.nurture.answer import LENGTHS, MAX_ITEMS, Item, Length, Nurture
from exercises.nurture.wording import NurtureContent
from exercises.pitch.answer import Pitch

USUAL: Final[Length] = 30
# How a usual meeting's minutes are split; all goals together get what one would have.
_WELCOME, _ABOUT_YOU, _GOALS, _ADVICE, _NEXT_STEPS = 3, 7, 10, 5, 5


def offered(answer: Nurture, given: Given, content: NurtureContent) -> tuple[Item, ...]:
    """Return a whole agenda while there's none, and later only the goals it lacks.

    The ask that led to this meeting isn't a point of it.
    """
    words, goals = content.starts, _goals(given)
    if answer.items:
        lacking = [goal for goal in goals if not _is_on(answer, goal)]
        room = max(0, MAX_ITEMS - len(answer.items))
        return tuple(_item(goal, _ADVICE) for goal in lacking)[:room]
    points = [(words.welcome, _WELCOME), (words.about_you, _ABOUT_YOU)]
    points += [(goal, _GOALS // len(goals)) for goal in goals] or [(words.goals, _GOALS)]
    if len(points) < MAX_ITEMS - 1:
        points.append((_advice(given, content), _ADVICE))
    points.append((words.next_steps, _NEXT_STEPS))
    length = answer.length or asked_length(given, content) or USUAL
    return fitted([_item(topic, minutes) for topic, minutes in points], length)


def asked_length(given: Given, content: NurtureContent) -> Length | None:
    """Return how many minutes the pitch asks for, if that's one of the lengths on offer."""
    pitch = given.get("pitch")
    ask = pitch.ask if isinstance(pitch, Pitch) else ""
    for length in LENGTHS:
        if re.search(rf"\b{length}[\s-]*{content.starts.minutes_word}", ask, re.IGNORECASE):
            return length
    return None


def fitted(items: Sequence[Item], length: int) -> tuple[Item, ...]:
    """Return the points with their minutes scaled to add up to the length."""
    weights = [item.minutes for item in items]
    if not any(weights):
        weights = [1 for _ in items]
    total, free = sum(weights), length - len(items)  # every point gets a minute first
    exact = [free * weight / total for weight in weights]
    minutes = [int(share) for share in exact]
    by_rest = sorted(range(len(items)), key=lambda i: minutes[i] - exact[i])
    for i in by_rest[: free - sum(minutes)]:
        minutes[i] += 1
    return tuple(
        item.model_copy(update={"minutes": 1 + n}) for item, n in zip(items, minutes, strict=True)
    )


def _goals(given: Given) -> tuple[str, ...]:
    """Return the goals that have words, each once and as typed, on one line."""
    goals = given.get("goals")
    typed = [g.sentence for g in goals.goals] if isinstance(goals, Goals) else []
    return tuple(dict.fromkeys(" ".join(text.split()) for text in typed if text))


def _advice(given: Given, content: NurtureContent) -> str:
    pitch = given.get("pitch")
    kind = pitch.ask_kind if isinstance(pitch, Pitch) else None
    return content.starts.advice_after.get(kind or "", content.starts.advice)


def _is_on(answer: Nurture, goal: str) -> bool:
    """Say whether a goal is on the agenda, by its words or as the point it once was."""
    own_id = _item(goal, 0).id
    return any(item.id == own_id or goal in item.topic for item in answer.items)


def _item(topic: str, minutes: int) -> Item:
    """Return a point with an id derived from its words, so that changed words are another point."""
    return Item(id=sha256(topic.encode()).hexdigest()[:8], topic=topic, minutes=minutes)
