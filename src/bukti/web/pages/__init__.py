"""The pages of the workbench, one file a kind; ROUTES is every address that there is."""

from starlette.routing import Route

from bukti.web import style
from bukti.web.pages import (
    board,
    claim,
    custody,
    decide,
    descent,
    find,
    incidents,
    languages,
    log,
    names,
    overview,
    reader,
    reports,
    timeline,
    work,
)

ROUTES = (
    Route("/", overview.page),
    Route("/claims", board.page),
    Route("/claims/{claim}", claim.page),
    Route("/reports", reports.page),
    Route("/reports/{report}", reader.page),
    Route("/reports/{report}/custody", custody.page),
    Route("/descent", descent.page),
    Route("/descent/{parent}/{child}", descent.edge),
    Route("/timeline", timeline.page),
    Route("/incidents", incidents.page),
    Route("/incidents/{incident}", incidents.one),
    Route("/names", names.page),
    Route("/names/{name}", names.one),
    Route("/languages", languages.page),
    Route("/log", log.page),
    Route("/search", find.page),
    Route("/assess", work.assess, methods=["POST"]),
    Route("/decide/{act}", decide.form),
    Route("/decide/{act}", decide.send, methods=["POST"]),
    Route("/decided/{job}", decide.decided),
    Route("/work", work.page),
    Route("/work/{job}/stop", work.stop, methods=["POST"]),
    Route(style.ADDRESS, style.sheet),
    Route("/icon.svg", style.icon),
)
