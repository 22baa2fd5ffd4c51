"""Step 5: write a pitch in five parts, see it in three forms, check it, rehearse it."""

from exercises.pitch import EXERCISE, WORDING
from exercises.pitch.answer import ASK_KINDS
from pages.attendee.parts import pitch_parts, pitch_preview
from pages.shared.identity.who import Attendee
from pages.shared.language import spoken
from pages.shared.results import room
from pages.shared.saving import answers, fields
from pages.shared.step import frame

CONTENT = WORDING.in_(spoken())
WORDS = CONTENT.ask


def kind(me: Attendee) -> None:
    """Choose what to ask for, which suggests a start for the ask."""
    chosen = fields.pills(
        WORDS.kind,
        ASK_KINDS,
        default=pitch_parts.own(me).ask_kind,
        format_func=lambda kind: CONTENT.ask_kinds[kind].name,
        help=WORDS.kind_help,
        key=me.own("kind"),
    )
    answers.save(me, EXERCISE, {"ask_kind": chosen})


@frame.inputs
def pitch_inputs(me: Attendee) -> None:
    """Show this exercise's inputs, saved as they change, and the resulting pitch."""
    frame.parts(me, kind, pitch_parts.write, pitch_preview.preview)


me = frame.attendee_or_stop()
frame.heading(me, EXERCISE)
frame.tell_who_sees(me, counted=WORDS.counted, private=WORDS.private)
pitch_inputs(me)
room.panel(me, EXERCISE)
frame.way_on(EXERCISE)
