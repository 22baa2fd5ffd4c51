"""What the first meeting starts with: one's goals and the ask of the pitch, offered only."""

from hashlib import sha256
from typing import Final

from exercises.exercise import Given
from exercises.nurture.answer import MAX_ITEMS, MAX_TOPIC, Item, Length, Nurture
from exercises.nurture.wording import NurtureContent

# Minutes of welcome, about the mentor, my goals, my ask, next steps; each row adds up.
_MINUTES: Final[dict[Length, tuple[int, ...]]] = {
    30: (3, 7, 10, 5, 5),
    45: (5, 10, 15, 10, 5),
    60: (5, 15, 20, 10, 10),
}


def offered(answer: Nurture, given: Given, content: NurtureContent) -> tuple[Item, ...]:
    """Return a whole agenda while there is none; later only goals and an ask that are new."""
    words = content.starts
    goals = _goals(given)
    about_goals = words.my_goals.format(goals="; ".join(goals)) if goals else words.goals
    ask = str(getattr(given.get("pitch"), "ask", "")).strip()
    about_ask = words.my_ask.format(ask=ask) if ask else words.ask
    topics = (words.welcome, words.about_you, about_goals, about_ask, words.next_steps)
    minutes = _MINUTES[answer.length or 30]
    agenda = [_item(t, m) for t, m in zip(topics, minutes, strict=True)]
    if not answer.items:
        return tuple(agenda)
    known = {item.id for item in answer.items} | {_item(i.topic, 0).id for i in answer.items}
    newer = [agenda[2]] * bool(goals) + [agenda[3]] * bool(ask)
    missing = tuple(item for item in newer if item.id not in known)
    return missing[: MAX_ITEMS - len(answer.items)]


def _goals(given: Given) -> tuple[str, ...]:
    earlier = getattr(given.get("goals"), "goals", ())
    return tuple(text for g in earlier if (text := str(getattr(g, "sentence", "")).strip()))


def _item(topic: str, minutes: int) -> Item:
    """Return a point whose id belongs to its words, so that changed words are another point."""
    cut = topic if len(topic) <= MAX_TOPIC else f"{topic[: MAX_TOPIC - 1].rstrip()}…"
    return Item(id=sha256(cut.encode()).hexdigest()[:8], topic=cut, minutes=minutes)
