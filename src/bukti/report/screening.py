"""The result of `bukti screen`: for the terminal, as JSON, and as CSV with one row a candidate."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict

from bukti.ach.files import harmless
from bukti.model import Candidate, Chain, Feature, Holding, Joined, ListFile, Listing, Screened, Screening, Share
from bukti.report.objects import Object
from bukti.report.plain import counted, one_line, shortened

WORDS = 160  # characters of a sentence
MEASURES, LINKS = 6, 12  # told of one candidate in the table; JSON has them all
OWNER_OF = {"Ownership": "owns", "Directorship": "directs"}
REACHED = {
    True: "at least half: with the rule of 50 per cent it would count as listed itself",
    False: "less than half",
    None: "the shares that are told do not settle whether it is half",
}
HEADINGS = (
    *("name", "score", "list", "list_date", "id", "schema", "candidate", "matched", "state", "authority", "programme"),
    *("listed", "ended", "judgement", "held_by_listed", "reasons", "where"),
)


def write(found: Screening) -> str:
    """For the terminal: which lists were searched, then each name with its candidates."""
    hits = [one for one in found.screened if one.candidates]
    lines = [f"{counted(len(found.screened), 'name')} looked for, {len(hits)} with candidates; nothing is merged.", ""]
    lines += [searched(one, found.as_of) for one in found.lists]
    for failure in found.failed:
        if failure.path not in {one.path for one in found.lists}:
            lines.append(f"  NOT SEARCHED: {one_line(failure.path)}")
    for one in hits:
        lines += ["", *_subject(one)]
    if found.owned:
        lines += ["", "Said by the reports to belong to somebody who may be under measures:"]
        lines += [
            "  " + one_line(f"{o.owned}, of {o.owner}: “{shortened(o.words, WORDS)}” ({o.where})") for o in found.owned
        ]
    nobody = [one_line(one.subject.name) for one in found.screened if not one.candidates]
    if nobody:
        lines += ["", f"No candidate from {found.threshold:g} on in these lists: {', '.join(nobody)}."]
    return "\n".join(lines) + "\n"


def searched(one: ListFile, as_of: str) -> str:
    """Which list was searched, of which date, and whether whole."""
    asked = f"as of {as_of}" if as_of else "as of its own date" if one.date else "as it stands"
    whole = "" if one.complete else ", INCOMPLETE"
    whole += f", OLDER than {as_of}" if as_of and one.date and one.date < as_of else ""
    date = f"of {one.date}" if one.date else "without a date"
    told = f"{one.kind}, {date}, {one.entities} entities, {asked}{whole}"
    return f"  searched: {one_line(one.path)} ({told}; {one.sha256[:12]})"


def _subject(one: Screened) -> Iterator[str]:
    where = f"  (in {', '.join(map(one_line, one.subject.where))})" if one.subject.where else ""
    yield one_line(one.subject.name) + where
    for candidate in one.candidates:
        yield from ("  " + line for line in candidate_lines(candidate))


def candidate_lines(one: Candidate) -> Iterator[str]:
    """A candidate with the reasons of its score, its measures and its owners."""
    entity = one.entity
    yield one_line(f"{one.score:.2f}  {entity.caption}  [{entity.schema}, {entity.id}, {one.path}, {entity.place}]")
    for feature in one.features:
        yield "      " + one_line(_feature(feature))
    for listing in one.listings[:MEASURES]:
        yield "      " + one_line(_listing(listing))
    if len(one.listings) > MEASURES:
        yield f"      and {len(one.listings) - MEASURES} more measures"
    if not one.listings:
        yield "      no measure against it in this list"
    if one.chain:
        yield from ("      " + one_line(line) for line in _chain(one.chain))
    if one.judged:
        yield "      " + one_line(
            f"judged {one.judgement}: {one.judged.reason} ({one.judged.author}, {one.judged.made})"
        )


def _feature(one: Feature) -> str:
    return f"{one.name} {one.score:+.2f}: “{one.query}” and “{one.candidate}”: {one.detail}"


def _listing(one: Listing) -> str:
    told = [one.authority, one.programme, f"from {one.listed}" if one.listed else "since when is not told"]
    told += [f"until {one.ended}" if one.ended else "", one.reason, one.source]
    return f"{one.state.upper()}: {', '.join(part for part in told if part)} ({one.place})"


def _chain(one: Chain) -> Iterator[str]:
    for share in one.shares[:LINKS]:
        owner, owned = one.names.get(share.owner, share.owner), one.names.get(share.owned, share.owned)
        listed = " (listed)" if share.owner in one.listed else ""
        role = f" ({share.role})" if share.role else ""
        yield f"{owner}{listed} {_share(share)} {owned}{role}: {share.source}"
    if len(one.shares) > LINKS:
        yield f"and {len(one.shares) - LINKS} more links"
    yield from (f"across lists, a match and no merge: {joined(join, one)}" for join in one.joins)
    for holding in one.holdings:
        if holding.high:
            held = f"{holding_of(holding)} of {one.names[holding.entity]}"
            yield f"held by listed owners: {held}: {REACHED[holding.reached]}"
    if one.circles:
        yield f"own themselves through others: {', '.join(one.names[id_] for id_ in one.circles)}"


def joined(one: Joined, chain: Chain) -> str:
    """Two entries of two lists that may be one, with score and reasons."""
    told = "; ".join(_feature(feature) for feature in one.features)
    bound = "" if one.sure else "; it counts for what is held at most only"
    return f"{chain.names[one.left]} may be {chain.names[one.right]} in {one.path}, {one.score:.2f} ({told}{bound})"


def _share(one: Share) -> str:
    verb = OWNER_OF.get(one.kind, one.kind)
    share = "" if one.low is None else f" {span(one.low, one.high)}"
    dates = f" from {one.since}" if one.since else ""
    unknown = " an untold share of" if one.kind == "Ownership" and one.low is None else ""
    return f"{verb}{share}{unknown}{dates}{' until ' + one.until if one.until else ''}"


def span(low: float | None, high: float | None) -> str:
    """Per cent, as one figure or from and to."""
    if low is None or high is None:
        return ""
    return f"{low:g} %" if low == high else f"{low:g} to {high:g} %"


def holding_of(one: Holding) -> str:
    """What listed owners hold, with the shares that are added up."""
    parts = " + ".join(span(share.low, share.high) or "untold" for share in one.shares)
    total = span(one.low, one.high)
    return f"{parts} = {total}" if len(one.shares) > 1 else total


def object_(found: Screening) -> Object:
    """As JSON."""
    return {
        "scorer": found.scorer,
        "threshold": found.threshold,
        "as_of": found.as_of or None,
        "lists": [{**asdict(one), "faults": list(one.faults)} for one in found.lists],
        "names": [_screened(one) for one in found.screened],
        "owned": [{**asdict(one), "span": list(one.span)} for one in found.owned],
        "failed": [{"path": one.path, "reason": one.reason, "detail": one.detail} for one in found.failed],
    }


def _screened(one: Screened) -> Object:
    subject = asdict(one.subject)
    return {**subject, "candidates": [candidate_object(candidate) for candidate in one.candidates]}


def candidate_object(one: Candidate) -> Object:
    """A candidate as JSON."""
    entity = one.entity
    properties = {name: list(values) for name, values in sorted(entity.properties.items())}
    shown = {"id": entity.id, "schema": entity.schema, "caption": entity.caption, "place": entity.place}
    return {
        "list": one.path,
        "score": one.score,
        "entity": {**shown, "properties": properties},
        "features": [asdict(feature) for feature in one.features],
        "listings": [asdict(listing) for listing in one.listings],
        "ownership": asdict(one.chain) if one.chain else None,
        "judgement": asdict(one.judged) if one.judged else None,
    }


def table(found: Screening) -> str:
    """As CSV: a row for each candidate, and one for each name without any."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADINGS)
    dates = {one.path: one.date for one in found.lists}
    for one in found.screened:
        rows = [_row(one, candidate, dates[candidate.path]) for candidate in one.candidates]
        where = "; ".join(one.subject.where)
        empty = [one.subject.name, *[""] * (len(HEADINGS) - 2), where]
        for row in rows or [empty]:
            writer.writerow([harmless(cell) for cell in row])
    return out.getvalue()


def _row(one: Screened, candidate: Candidate, date: str) -> list[str]:
    entity, first = candidate.entity, next(iter(candidate.listings), Listing("", "", ""))
    name = next((feature.candidate for feature in candidate.features if feature.name == "name"), "")
    chain = candidate.chain
    held = next((holding_of(h) for h in chain.holdings if h.entity == entity.id), "") if chain else ""
    told = [candidate.path, date, entity.id, entity.schema, entity.caption, name]
    measure = [first.state, first.authority, first.programme, first.listed, first.ended]
    reasons = "; ".join(_feature(feature) for feature in candidate.features)
    score = f"{candidate.score:.3f}"
    return [one.subject.name, score, *told, *measure, candidate.judgement, held, reasons, "; ".join(one.subject.where)]
