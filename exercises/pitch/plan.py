"""Step 5 in the plan: the pitch, ready to say and to send."""

from exercises.formats import listed
from exercises.pitch.answer import Pitch, unwritten
from exercises.pitch.forms import draft
from exercises.pitch.wording import PitchContent
from exercises.plan import Items, Paragraph, Section
from exercises.text import within


def plan(answer: Pitch, content: PitchContent) -> Section | None:
    """Return the plan's section, or None if there's nothing in it yet."""
    words = content.plan
    missing = [content.parts[part].name for part in unwritten(answer)]
    gaps = listed(draft(answer, "mail", content).gaps, content.locale)
    begun = bool(answer.parts)
    facts = (
        words.mentor.format(name=within(answer.mentor)) if answer.mentor else "",
        words.kind.format(kind=content.ask_kinds[answer.ask_kind].name) if answer.ask_kind else "",
        words.words.format(n=answer.words) if answer.words else "",
        words.missing.format(parts=listed(missing, content.locale)) if begun and missing else "",
        words.gaps.format(gaps=gaps) if answer.is_written() and gaps else "",
    )
    told = tuple(filter(None, facts))
    parts = ((Items(words.about, told),) if told else ()) + _texts(answer, content)
    return Section(content.title, parts) if parts else None


def front(answer: Pitch, content: PitchContent) -> Section | None:
    """Return the pitch as an email, for the plan's first page."""
    if not answer.is_written():
        return None
    return Section(content.plan.about, (Paragraph(draft(answer, "mail", content).text),))


def _texts(answer: Pitch, content: PitchContent) -> tuple[Paragraph, ...]:
    if not answer.is_written():
        return ()
    spoken, mail = draft(answer, "spoken", content), draft(answer, "mail", content)
    subject = content.preview.subject.format(subject=mail.subject) if mail.subject else ""
    head = "\n".join(filter(None, (content.forms["mail"].name, subject)))
    return (
        Paragraph(f"{content.forms['spoken'].name}\n{spoken.text}"),
        Paragraph(f"{head}\n\n{mail.text}"),
    )
