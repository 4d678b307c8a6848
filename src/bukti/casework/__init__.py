"""What a case adds to a run: decisions on what carries evidence, what they change, and the dossiers written.

A decision names its matter, and every run finds it again.
"""

from __future__ import annotations

from bukti.casework.corrections import corrected, followed, misfits, silenced
from bukti.casework.decisions import CALLED, author, decision, matter, rated, reasoned
from bukti.casework.dossiers import looked, touched, written
from bukti.casework.harm import NOBODY, Harm, People, harm, people
from bukti.casework.looks import last_look, look, watched
from bukti.casework.profiles import applied, chosen, otherwise, pinned, profile, reverted, reweighed, weighed
from bukti.casework.retractions import RETRACTED, changed, restoration, retraction, target
from bukti.casework.ties import parties, settled, spoken, tie, untied

__all__ = [
    "CALLED",
    "NOBODY",
    "RETRACTED",
    "Harm",
    "People",
    "applied",
    "author",
    "changed",
    "chosen",
    "corrected",
    "decision",
    "followed",
    "harm",
    "last_look",
    "look",
    "looked",
    "matter",
    "misfits",
    "otherwise",
    "parties",
    "people",
    "pinned",
    "profile",
    "rated",
    "reasoned",
    "restoration",
    "retraction",
    "reverted",
    "reweighed",
    "settled",
    "silenced",
    "spoken",
    "target",
    "tie",
    "touched",
    "untied",
    "watched",
    "weighed",
    "written",
]
