"""The pages of the workbench, one file a kind; ROUTES is every address that there is."""

from starlette.routing import Route

from bukti.web import style
from bukti.web.pages import board, claim, decide, find, log, overview, reader, reports, work

ROUTES = (
    Route("/", overview.page),
    Route("/claims", board.page),
    Route("/claims/{claim}", claim.page),
    Route("/reports", reports.page),
    Route("/reports/{report}", reader.page),
    Route("/log", log.page),
    Route("/search", find.page),
    Route("/assess", work.assess, methods=["POST"]),
    Route("/decide/{act}", decide.form),
    Route("/decide/{act}", decide.send, methods=["POST"]),
    Route("/decided/{job}", decide.decided),
    Route("/work", work.page),
    Route(style.ADDRESS, style.sheet),
    Route("/icon.svg", style.icon),
)
