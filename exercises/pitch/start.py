"""What the parts of a pitch start with: sentences with gaps, offered but never forced."""

import re
from collections.abc import Mapping

from exercises.exercise import MAX_NAME, Given
from exercises.pitch.answer import MAX_TEXT, MAX_TIMES, PARTS, Part, Pitch, Spot
from exercises.pitch.gaps import ended, filled, fits_gap, gaps_in, going_on, stands_in
from exercises.pitch.person import Known, known
from exercises.pitch.wording import PitchContent

_SENTENCE = re.compile(r".+?(?:[.!?。！？…؟।]+(?=\s|$)|$)", re.DOTALL)


def suggestions(answer: Pitch, given: Given, content: PitchContent) -> dict[Spot, str]:
    """Return what each field could start with: a name that's known, and frames for the parts.

    What someone typed goes into a frame only if it reads well there as typed.
    """
    of = known(answer.mentor, given)
    words, kind = content.starts, answer.ask_kind
    strength = words.strengths.get(of.strength or "", words.strength_gap)
    quality = words.qualities.get(of.quality or "", "")
    return {
        **({"mentor": of.name[:MAX_NAME]} if of.name else {}),
        "who": filled(words.who, {"strength": strength}),
        "why": " ".join(_why(of, content)),
        "why_you": filled(words.why_you, {"quality": quality}) if quality else words.why_you_open,
        "commitment": words.commitment,
        "ask": content.ask_kinds[kind].start if kind else words.ask,
    }


def beside(answer: Pitch, given: Given, content: PitchContent) -> tuple[str, ...]:
    """Return what was typed in step 1 and fits none of our sentences, while "why" is unfinished."""
    if answer.why and not gaps_in(answer.why):
        return ()
    of, frame = known(answer.mentor, given), content.starts.goal
    return tuple(t for t in (of.goal, of.guidance) if t and not fits_gap(t, frame))


def offered(answer: Pitch, suggested: Mapping[Spot, str]) -> dict[Spot, str]:
    """Return what to offer: everything to an empty field, and only new sentences to a written one.

    If there's a name already, no other is offered.
    """
    found: dict[Spot, str] = {}
    for spot, text in suggested.items():
        if not getattr(answer, spot):
            found[spot] = text
        elif spot in PARTS:
            changed = _changed(answer.frames.get(spot, text), text)
            found |= {spot: " ".join(new for _, new in changed)} if changed else {}
    return found


def noted(answer: Pitch, suggested: Mapping[Spot, str]) -> dict[Part, str]:
    """Return what was on offer when each part that has text was written."""
    return {
        part: answer.frames.get(part, suggested.get(part, ""))
        for part in PARTS
        if answer.text(part).strip()
    }


def taken_up(answer: Pitch, spot: Spot, suggestion: str) -> Pitch:
    """Return the answer with an offer taken up, in place of the sentences it replaces or added on.

    What was typed stays as it is, even if there's no room for more.
    """
    text = str(getattr(answer, spot)).strip()
    before = answer.frames.get(spot, suggestion) if spot in PARTS else ""
    text = _updated(text, before, suggestion) if text else suggestion
    settled = kept(answer, spot, suggestion)
    if text == getattr(answer, spot):
        return settled
    times = {**answer.times, spot: (answer.times.get(spot, 0) + 1) % (MAX_TIMES + 1)}
    return settled.model_copy(update={spot: text, "times": times})


def kept(answer: Pitch, spot: Spot, suggestion: str) -> Pitch:
    """Return the answer changed so that this suggestion isn't offered again for what's typed."""
    if spot not in PARTS:
        return answer
    return answer.model_copy(update={"frames": {**answer.frames, spot: suggestion}})


def _why(of: Known, content: PitchContent) -> tuple[str, str]:
    words = content.starts
    goal = going_on(of.goal, words.goal_begins)
    guidance = going_on(of.guidance, words.guidance_begins)
    return (
        _stated(words.goal, of.goal, goal, words.goal_gap, words.first_person),
        _stated(words.guidance, of.guidance, guidance, words.guidance_gap, words.first_person),
    )


def _stated(frame: str, typed: str, fact: str, gap: str, first_person: tuple[str, ...]) -> str:
    """Return a sentence that states something typed; a complete sentence needs no frame.

    Text that doesn't continue the frame as typed goes in its gap, for the person to adapt.
    """
    if not fits_gap(typed, frame):
        return filled(frame, {"text": gap})
    if stands_in(typed, frame):
        if fact:
            return filled(frame, {"text": fact})
        if typed.split(maxsplit=1)[0] in first_person:
            return ended(typed)
    return filled(frame, {"text": f"[{typed.rstrip('.。')}]"})


def _changed(before: str, now: str) -> list[tuple[str, str]]:
    """Return the new sentences, each with the one it replaces, or ""."""
    olds, news = _sentences(before), _sentences(now)
    olds += [""] * (len(news) - len(olds))
    return [(old, new) for old, new in zip(olds, news, strict=False) if new not in olds]


def _updated(text: str, before: str, now: str) -> str:
    for old, new in _changed(before, now):
        put = text.replace(old, new, 1) if old and old in text else f"{text} {new}"
        text = put if len(put) <= MAX_TEXT else text
    return text


def _sentences(text: str) -> list[str]:
    return [found.strip() for found in _SENTENCE.findall(text) if found.strip()]
