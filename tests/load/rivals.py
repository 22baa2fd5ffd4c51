"""Our pages, the floor beneath them, Streamlit as shipped and oTree, compared."""

from collections.abc import Sequence

from tests.load import floor
from tests.load.figures import Figures, say
from tests.load.otree import NotAvailable, otree
from tests.load.recorded import Field, recorded
from tests.load.verdict import Verdict, at_least, at_most
from tests.load.walks import walks


async def rivals(seconds: float) -> list[Verdict]:
    """Compare every page with its floor, and the first one with the others."""
    fields = await recorded(*walks())
    verdicts: list[Verdict] = []
    first: Figures | None = None
    for slug in fields:
        ours = await floor.ours(slug, seconds)
        first = first or ours
        bare = await floor.floor(slug, fields[slug], seconds)
        verdicts += _beside_the_floor(slug, ours, bare)
    slug = next(iter(fields))
    assert first, "the agenda is empty"
    shipped = await floor.ours(slug, seconds, **floor.SHIPPED)
    verdicts.append(_beside("Streamlit as shipped", slug, first, shipped))
    verdicts.append(await _beside_otree(slug, fields[slug], first, seconds))
    return verdicts


def _beside_the_floor(slug: str, ours: Figures, bare: Figures) -> list[Verdict]:
    ratio = ours.cpu_per_save / bare.cpu_per_save
    what = f"{slug}: CPU a save {ours.cpu_per_save:.1f} ms, bare {bare.cpu_per_save:.1f} ms"
    lost = at_most(f"{slug}: lost answers", len(ours.lost), 0, "lost")
    return [at_most(what, ratio, 2, "x the floor"), lost]


def _beside(who: str, slug: str, ours: Figures, theirs: Figures) -> Verdict:
    told = f"{theirs.rate:.0f}/s, {theirs.cpu_per_save:.1f} ms CPU"
    return Verdict(f"{slug}: {who}", f"{told}; ours {ours.rate / theirs.rate:.1f} x its rate")


async def _beside_otree(
    slug: str, fields: Sequence[Field], ours: Figures, seconds: float
) -> Verdict:
    try:
        theirs = await otree(fields, seconds)
    except NotAvailable as reason:
        say(str(reason))
        return Verdict(f"{slug}: oTree", "skipped: not available here")
    what = f"{slug}: {ours.rate:.0f} saves/s, oTree {theirs.rate:.0f} submits/s"
    return at_least(what, ours.rate / theirs.rate, 4, "x oTree")
