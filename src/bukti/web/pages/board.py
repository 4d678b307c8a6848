"""The claims of the case: filtered and sorted by the address alone, so that a view of them can be kept and sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from bukti.model import Finding
from bukti.report import dossier, html
from bukti.web import search
from bukti.web.answers import answer, over_result, whole
from bukti.web.desk import View
from bukti.web.tongues import gettext, phrase, term

PAGE = 50  # claims on one page
NO_STANDARD = "none"
ORDERS: Mapping[str, tuple[str, Callable[[Finding], Any]]] = {
    "matter": (phrase("what matters most"), lambda f: -f.claim.salience),
    "origins": (phrase("independent origins"), lambda f: (-f.assessment.origins_min, -f.assessment.origins_max)),
    "reports": (phrase("reports"), lambda f: -f.assessment.reports),
    "grade": (phrase("grade, best first"), lambda f: f.assessment.admiralty[::-1]),
    "belief": (phrase("belief"), lambda f: -f.assessment.opinion.belief),
}
DISPUTED = {"": phrase("all"), "yes": phrase("disputed"), "no": phrase("not disputed")}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for; an empty text asks for nothing."""

    q: str = ""
    disputed: str = ""
    grade: str = ""
    language: str = ""
    standard: str = ""
    order: str = "matter"

    @classmethod
    def of(cls, query: QueryParams) -> Wanted:
        """What a query string asks for; an order that is not known is the usual one."""
        given = {name: query.get(name, "").strip() for name in cls.__slots__}
        return cls(**(given | {"order": given["order"] if given["order"] in ORDERS else "matter"}))

    def address(self, page: int) -> str:
        """The address of a page of the board that shows this."""
        fields = {name: value for name in self.__slots__ if (value := getattr(self, name))}
        return "/claims?" + urlencode(fields | {"page": page})


@over_result
def page(request: Request, view: View) -> Response:
    """The board."""
    wanted = Wanted.of(request.query_params)
    listed = found(view, wanted)
    last = max(1, -(-len(listed) // PAGE))
    number = min(max(1, whole(request.query_params.get("page", ""))), last)
    return answer(
        request,
        "board.html",
        wanted=wanted,
        total=len(listed),
        claims=[html.shown_claim(view.shelf, f) for f in listed[(number - 1) * PAGE : number * PAGE]],
        number=number,
        last=last,
        choices=_choices(view),
    )


def found(view: View, wanted: Wanted) -> list[Finding]:
    """The claims that are asked for, in the order that is asked for."""
    meet = [f for f in view.result.findings if _meets(view, f, wanted)]
    return sorted(meet, key=lambda f: (ORDERS[wanted.order][1](f), f.claim.id))


def _meets(view: View, finding: Finding, wanted: Wanted) -> bool:
    """Whether a claim is among those asked for."""
    claim, a = finding.claim, finding.assessment
    disputed = dossier.denied(finding) or bool(view.shelf.disputes[claim.id])
    return (
        (wanted.disputed not in ("yes", "no") or disputed is (wanted.disputed == "yes"))
        and (not wanted.grade or wanted.grade in (a.admiralty[0], a.admiralty[1]))
        and (not wanted.language or wanted.language in claim.languages)
        and (not wanted.standard or wanted.standard == (a.standard_met or NO_STANDARD))
        and all(word in view.words[claim.id] for word in search.words(wanted.q))
    )


def _choices(view: View) -> dict[str, list[tuple[str, str]]]:
    """What the fields of the form offer: values that occur, each with its words."""
    everything, weighed = ("", gettext("all")), [f.assessment for f in view.result.findings]
    marks = sorted({mark for a in weighed for mark in a.admiralty})
    standards = sorted({a.standard_met for a in weighed if a.standard_met})
    languages = sorted({code for f in view.result.findings for code in f.claim.languages})
    return {
        "disputed": [(key, gettext(words)) for key, words in DISPUTED.items()],
        "grade": [everything, *((mark, mark) for mark in marks)],
        "language": [everything, *((code, code) for code in languages)],
        "standard": [
            ("", gettext("all")),
            *((one, term(one)) for one in standards),
            (NO_STANDARD, gettext("none met")),
        ],
        "order": [(key, gettext(words)) for key, (words, _) in ORDERS.items()],
    }
