"""Messages (EML) and mailboxes (mbox): the text a person reads, and attachments as reports of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses

from bukti.errors import InputError
from bukti.intake import bodies, credit, dates, parts
from bukti.intake.base import Budget, Item, Match, Member, Source, inside
from bukti.intake.charset import known
from bukti.intake.html import Shown
from bukti.intake.pagemeta import language_code
from bukti.model import Report

FIELD_LINE = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]?[^\r\n]*\r?\n?(?:[ \t][^\r\n]*\r?\n?)*")
TELLING = frozenset({b"from", b"received", b"mime-version", b"return-path", b"message-id", b"delivered-to"})
COMMON = TELLING | {b"to", b"subject", b"date", b"content-type", b"reply-to", b"cc"}
MBOX_START = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\r\n]*\r?\n(?=[A-Za-z>][A-Za-z0-9-]*:)")


class MailReader:
    """One message."""

    media_type = "message/rfc822"

    def detects(self, source: Source) -> Match:
        """By header fields at the top, one of them of mail only."""
        names = _fields(source.content[:8192])
        if len(names & COMMON) >= 2 and names & TELLING:
            return Match.CONTENT
        named = source.extension == "eml" or source.context.media_type == self.media_type
        return Match.NAME if named and names else Match.NO

    def read(self, source: Source, budget: Budget) -> Iterator[Item]:
        """The report of the message, then its attachments as members."""
        mail = parts.message(source.content)
        leaves = list(parts.leaves(mail))
        if len(leaves) > parts.MESSAGE_PARTS:
            raise InputError("nesting", f"The message has more than {parts.MESSAGE_PARTS} parts: save those you need.")
        found = bodies.find(mail)
        attached = [x for x in leaves if not bodies.is_body(x[1])]
        unread = [x for x in attached if x[1].get_content_maintype() in {"image", "audio", "video", "font"}]
        notes = tuple(f"Attachment {_label(*x)} ({x[1].get_content_type()}) was kept unread." for x in unread)
        if found.shown:
            shown, charset, rest = bodies.read(found.shown, budget)
            notes = (*shown.notes, *bodies.differing(found.others, budget), *notes)
            yield self._report(source, mail, replace(shown, notes=notes), charset)
            attached = [*attached, *rest]
        elif not attached:
            raise InputError("empty", "The message has no text part: check that it was saved completely.")
        for path, part in attached:
            if (path, part) not in unread:
                budget.member()
                kind = part.get_content_type()
                context = inside(
                    source.context, _label(path, part), media_type=kind, charset=part.get_content_charset()
                )
                yield Member(Source(parts.payload(part), context), nested=True)

    def _report(self, source: Source, mail: Message, shown: Shown, charset: str) -> Report:
        if not shown.text.strip():
            raise InputError("empty", "The message has no text: check that it was saved completely.")
        sender = header(mail, "From")
        names = getaddresses([sender]) if sender else []
        outlet = next((n or a for n, a in names if n or a), None)
        return replace(
            source.report(self.media_type, shown.text),
            locators=shown.locators,
            outlet=outlet or source.context.outlet,
            title=header(mail, "Subject"),
            published=dates.mail(header(mail, "Date"), "header"),
            language=language_code(header(mail, "Content-Language")),
            charset=charset,
            links=shown.links,
            credits=credit.find(shown.text, None),
            notes=shown.notes,
        )


class MailboxReader:
    """Several messages in one file (RFC 4155); each message's bytes are those after its `From ` line, unchanged."""

    media_type = "application/mbox"

    def detects(self, source: Source) -> Match:
        """By a `From ` line that header fields follow."""
        return Match.CONTENT if MBOX_START.match(source.content) else Match.NO

    def read(self, source: Source, budget: Budget) -> Iterator[Item]:
        """One member a message."""
        starts = list(MBOX_START.finditer(source.content))
        for number, start in enumerate(starts, 1):
            budget.member()
            end = starts[number].start() if number < len(starts) else len(source.content)
            yield Member(Source(source.content[start.end() : end], inside(source.context, f"#{number}")), MailReader())


def header(mail: Message, name: str) -> str | None:
    """A header field without encoded words (RFC 2047) and folding, or None."""
    raw = mail.get(name)
    if raw is None:
        return None
    text = str(raw)
    try:
        words = [
            w.decode(known(c) or "utf-8", "replace") if isinstance(w, bytes) else w for w, c in decode_header(text)
        ]
        text = "".join(words)
    except (HeaderParseError, ValueError, LookupError):
        pass  # a broken encoded word is shown as it stands
    text = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(text.split()) or None


def _fields(head: bytes) -> set[bytes]:
    """Names of the header fields that the bytes begin with, in lower case."""
    found, place = set(), 0
    while (field := FIELD_LINE.match(head, place)) is not None:
        found.add(field[1].lower())
        place = field.end()
    return found


def _label(path: str, part: Message) -> str:
    """The file name that the message gives, without any path in it, else the part's number."""
    name = header_words(part.get_filename())
    return re.split(r"[/\\]", name)[-1] or path if name else f"part {path}"


def header_words(value: str | None) -> str | None:
    """A parameter's value as clean text, or None."""
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").split()) if value else None
