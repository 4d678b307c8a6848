"""Taking away: dossiers, tables, the whole case as files; and what keeps a case: a backup, and time over its log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from secrets import token_hex

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from bukti.acts import matrix, stamping
from bukti.errors import UsageError
from bukti.progress import Tick
from bukti.team.roles import Right
from bukti.web import begun, exports
from bukti.web.answers import answer, desk, missing, over_result, see
from bukti.web.desk import View
from bukti.web.exports import KINDS, Asked, Made, backup_of
from bukti.web.jobs import Job
from bukti.web.tongues import English, gettext, phrase

PLAIN = ("dossier-html", "dossier-json", "dossier-stix", "dossier-table")
DATA = ("descent-json", "descent-dot", "names-json", "names-ftm", "sources-json", "log")
MATRICES = ("matrix-html", "matrix-csv")
ASKED = ("stamp-authority", "stamp-calendar", "stamp-upgrade")
CARRIED = ("stamp-request", "stamp-message")
SHORTEST = 12  # characters of a passphrase


@over_result
def page(request: Request, view: View) -> Response:
    """All that can be taken away."""
    del view
    return _page(request)


def _page(request: Request, fault: str = "", told: str = "", typed: Mapping[str, str] | None = None) -> Response:
    here = desk(request)
    return answer(
        request,
        "export.html",
        400 if fault else 200,
        fault=fault,
        told=told,
        fields=defaultdict(str, typed or request.scope.get("form", {})),
        kinds=KINDS,
        offered={
            "plain": PLAIN,
            "data": DATA,
            "matrices": MATRICES,
            "asked": ASKED,
            "carried": CARRIED,
        },
        matrices=matrix.names(here.case),
        backup=backup_of(here.case).name,
        shortest=SHORTEST,
    )


@over_result
def make(request: Request, view: View) -> Response:
    """Make a file, in the background."""
    name, here, fields = request.path_params["kind"], desk(request), request.scope["form"]
    kind = KINDS.get(name)
    if kind is None:
        return missing(request, phrase("export"))
    if 0 < len(fields.get("passphrase", "")) < SHORTEST:
        return _page(request, gettext("A passphrase has %(least)s characters or more.") % {"least": SHORTEST})
    if fault := begun.busy(request):
        return _page(request, fault)
    if kind.right is Right.RESTRICTED:
        _note(request)
    job = token_hex(8)

    def work(tick: Tick) -> Made:
        return exports.make(kind, Asked(here, view, fields, tick), job)

    begun.begin(request, kind.title, work, name, job)
    return see(f"/export/{job}")


def made(request: Request) -> Response:
    """How far it is; then the file, or what is told of it."""
    job = _job(request)
    if job is None:
        return missing(request, phrase("export of yours"))
    if job.slow():
        return begun.waiting(request, job)
    if job.fault:
        return _page(request, English(job.fault), typed=job.about.fields)
    return answer(request, "exported.html", job=job, made=job.outcome, size=_size(job.outcome))


def file(request: Request) -> Response:
    """The file itself; a browser keeps it and shows none of it."""
    job = _job(request)
    made: Made | None = job.outcome if job else None
    if made is None or made.path is None or not made.path.is_file():
        return missing(request, phrase("export of yours"))
    return FileResponse(made.path, media_type=made.media, filename=made.name)


def stamp(request: Request) -> Response:
    """Take in what an authority or a calendar answered, as it was carried back."""
    sent = request.scope.get("files", [])
    if not sent:
        return _page(request, gettext("No file came: choose one, or drop it on the page."))
    try:
        return _page(request, told=stamping.answer(desk(request).case, sent[0][1]))
    except UsageError as fault:
        return _page(request, English(fault))


def _job(request: Request) -> Job | None:
    """An export that who asks began, if they still have the right that it needs: a role may have changed since."""
    found = begun.own(request, KINDS)
    return found if found and request.scope["person"].may(KINDS[found.about.kind].right) else None


def _size(made: Made) -> int:
    return made.path.stat().st_size if made.path and made.path.is_file() else 0


def _note(request: Request) -> None:
    """What leaves with a dossier names people: a team is told who took it."""
    person, team = request.scope["person"], request.scope["door"].team
    if team is not None and person.member is not None:
        team.note_read(person.member, request.url.path)
