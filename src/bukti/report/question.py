"""What was asked with `bukti check`, as JSON."""

from __future__ import annotations

from bukti.model import Match, Question, Result, Since
from bukti.report.objects import Object, decision, pieces


def question(result: Result, asked: Question) -> Object:
    """What was asked with `bukti check`, every statement that speaks of it, and what changed since the last look."""
    statements = {s.id: s for s in result.statements}
    documents = {d.report.id: d for d in result.documents}

    def shown(match: Match) -> Object:
        statement = statements[match.statement]
        document = documents[statement.report]
        return {
            "statement": statement.id,
            "side": match.side.value,
            "report": statement.report,
            "path": document.report.path,
            "content": pieces(document, statement.content),
            "score": match.score,
            "kind": match.kind or None,
            "reason": match.reason,
        }

    return {
        "text": asked.text,
        "language": asked.language,
        "negated": asked.negated,
        "matches": [shown(match) for match in asked.matches],
        "near_misses": [shown(match) for match in asked.near],
        "since": since(asked.since) if asked.since else None,
    }


def since(changed: Since) -> Object:
    """What changed since the last look at a question; `last` is null at the first."""
    return {
        "last": changed.last,
        "new": list(changed.new),
        "moved": list(changed.moved),
        "gone": list(changed.gone),
        "new_origins": list(changed.origins),
        "lost_origins": list(changed.lost),
        "figures": [{"name": name, "before": before, "after": after} for name, before, after in changed.figures],
        "retracted": [decision(d) for d in changed.retracted],
        "restored": [decision(d) for d in changed.restored],
    }
