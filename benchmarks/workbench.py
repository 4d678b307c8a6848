"""The workbench under load: what a page of a large case costs, and what fifty readers and five writers at once get.

python benchmarks/workbench.py [REPORTS [SECONDS [FOLDER]]]    prints the figures of docs/measured.md

Reports are generated, no data needed. The case is made in FOLDER (a temporary one without it) and used again where it
is there. A server of its own process answers over HTTP with accounts of a team. Seconds of the processor are those of
that process alone; where something else runs on the machine, they tell more than what clients waited. The five minutes
of the floor: python benchmarks/workbench.py 1000 300 FOLDER (the first run makes and assesses the case).
"""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bukti.acts import looking, members
from bukti.acts.members import Wanted
from bukti.store.case import Case

PASSWORD = "three quiet herons"  # noqa: S105 - of accounts that live as long as the measurement
READERS, WRITERS = 50, 5
OFF = {"BUKTI_EMBEDDINGS": "off"}  # one language, so they would say nothing and take most of the time
IDLE = 3  # seconds after which a client takes another connection; the server closes one after five
PERSONS = [(f"Reader {n}", "reader") for n in range(READERS)] + [(f"Writer {n}", "analyst") for n in range(WRITERS)]
BEGIN = datetime(2025, 3, 1, tzinfo=UTC)  # day of the first report
ATTACKS, WIRE = 0.03, 30  # share of reports that tell of an attack; one in so many is a copy of the first
COPIES = 0.4  # share of reports that take two sentences from an earlier one
PEOPLE = ("diplomat", "minister", "spokesman", "engineer", "general", "mayor", "analyst", "witness")
VERBS = ("said", "confirmed", "denied", "warned", "announced")
SERVER = """
import sys
from pathlib import Path
from bukti.web import server
from bukti.web.desk import Desk
desk = Desk(Path(sys.argv[1]))
server.serve(desk, server.Place(port=0, team=True), lambda address: print(address, flush=True))
"""


@dataclass
class Seen:
    """What clients got: seconds and most bytes by address, faults, and the acts that were recorded."""

    times: dict[str, list[float]] = field(default_factory=dict)
    weights: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    late: int = 0


def reports(size: int) -> list[tuple[str, bytes]]:
    """Generated reports of ten sentences with sources, figures and places, each a file with its outlet and its day.

    Some take sentences of earlier ones, some tell of an attack, and one in `WIRE` is a copy of one report, so that
    there is a family as large as that of a wire.
    """
    random = Random(size)  # noqa: S311 - repeatable texts, no secret
    words = ["".join(random.choice("bdfgklmnprst") + random.choice("aeiou") for _ in range(3)) for _ in range(3000)]
    written: list[list[str]] = []
    for number in range(size):
        text = [_sentence(random, words) for _ in range(10)]
        if written and random.random() < COPIES:
            text[:2] = random.choice(written)[:2]
        if random.random() < ATTACKS:
            text[-1] = _attack(random, words)
        if number and number % WIRE == 0:
            text = [*written[0][:8], *text[8:]]
        written.append(text)
    return [(f"report-{number:05}.jsonl", _file(number, text)) for number, text in enumerate(written)]


def _file(number: int, text: list[str]) -> bytes:
    day = BEGIN + timedelta(hours=number)
    about = {"outlet": f"Outlet {number % 90}", "title": " ".join(text[0].split()[:8]), "published": day.isoformat()}
    return (json.dumps({"text": " ".join(text), **about}) + "\n").encode()


def _sentence(random: Random, words: list[str]) -> str:
    place, thing, verb = random.choice(words).title(), random.choice(words), random.choice(VERBS)
    rest = " ".join(random.choices(words, k=6))
    return (
        f"A {random.choice(PEOPLE)} in {place} {verb} on Monday that the {thing} holds {random.randint(2, 99)} {rest}."
    )


def _attack(random: Random, words: list[str]) -> str:
    day, killed, hurt = random.randint(1, 28), random.randint(2, 40), random.randint(2, 60)
    return (
        f"A shell hit a hospital in {random.choice(words).title()} on {day} March 2026, killing {killed} people and "
        f"injuring {hurt}, the mayor said."
    )


def make(size: int, folder: Path) -> Path:
    """The case with its accounts, made once."""
    path = folder / f"load-{size}.case"
    if not path.exists():
        with Case(path) as case:
            case.add(reports(size))
        for name, role in PERSONS:
            members.add(path, name, role, PASSWORD)
    return path


class Client:
    """A person with a token and one open connection."""

    def __init__(self, host: str, token: str) -> None:
        self._host, self._head = host, {"Authorization": f"Bearer {token}"}
        self._link = http.client.HTTPConnection(host, timeout=60)
        self._used = time.monotonic()

    def ask(self, path: str, body: object = None) -> tuple[int, str]:
        """Status and text of an answer."""
        if time.monotonic() - self._used > IDLE:
            self._link.close()  # as a browser does before the server closes it
        self._used = time.monotonic()
        self._link.request(
            "GET" if body is None else "POST", path, None if body is None else json.dumps(body), self._head
        )
        answer = self._link.getresponse()
        return answer.status, answer.read().decode()

    def tried(self, path: str, body: object = None) -> tuple[int, str]:
        """The same; 0 and why where there is no answer: a client that ends would look like one without faults."""
        try:
            return self.ask(path, body)
        except (http.client.HTTPException, OSError) as fault:
            self._link.close()
            return 0, repr(fault)


def pages(client: Client) -> list[str]:
    """Addresses of every kind of page, with ids that are there."""
    claims = json.loads(client.ask("/api/v1/claims?limit=20")[1])["items"]
    found = json.loads(client.ask("/api/v1/reports?limit=20")[1])["items"]
    shown = client.ask("/")[1]
    linked = sorted(set(re.findall(r'href="(/[a-z]+)"', shown)) - {"/account"})
    ids = [f"/claims/{one['id']}" for one in claims] + [f"/reports/{one['id'][7:23]}" for one in found]
    custody = f"/reports/{found[0]['id'][7:23]}/custody"
    deep = [path for place in ("/incidents", "/names", "/descent") for path in _below(client, place)]
    return [
        "/",
        *linked,
        custody,
        "/claims?disputed=yes&page=2",
        f"/search?q={claims[0]['text'].split()[0]}",
        *ids,
        *deep,
    ]


def _below(client: Client, place: str) -> list[str]:
    """Some of the addresses that a list leads to."""
    return list(dict.fromkeys(re.findall(rf'href="({place}/[^"?#]+)"', client.ask(place)[1])))[:20]


def timed(client: Client, path: str, seen: Seen) -> None:
    """Ask for a page, and note how long it took or what was wrong."""
    begun = time.perf_counter()
    code, text = client.tried(path)
    kind = re.sub(r"(/(?:claims|reports|incidents|names|descent)/)[^?]*?(?=/custody|$)", r"\1…", path)
    seen.times.setdefault(kind, []).append(time.perf_counter() - begun)
    seen.weights[kind] = max(seen.weights.get(kind, 0), len(text.encode()))
    if code != 200:
        seen.faults.append(f"{path}: {code} {text[:200]}")


def reader(client: Client, wanted: list[str], ends: float, seed: int, seen: Seen) -> None:
    """Read one page after the other, with some seconds to look at each."""
    random = Random(seed)  # noqa: S311 - repeatable, no secret
    while time.monotonic() < ends:
        timed(client, random.choice(wanted), seen)
        time.sleep(random.uniform(2, 6))


def writer(client: Client, name: str, claims: list[str], ends: float, seen: Seen) -> None:
    """Write notes on claims; where somebody was faster, look again and write it all the same."""
    number = 0
    while time.monotonic() < ends:
        number += 1
        text = f"{name} looked at it, {number}"
        order = {"fields": {"on": "claim", "target": claims[number % len(claims)], "reason": text}, "trial": False}
        if _written(client, order, seen):
            seen.done.append(text)
        time.sleep(10)


def _written(client: Client, order: dict[str, object], seen: Seen) -> bool:
    """Whether an act was recorded; whatever answers otherwise than an act should is noted with its code and words."""
    for _ in range(200):
        told = _object(client, "/api/v1/case", seen)
        if told is None:
            return False
        begun = time.perf_counter()
        code, text = client.tried("/api/v1/acts/note", {**order, "head": told["head"]})
        seen.times.setdefault("POST act", []).append(time.perf_counter() - begun)
        if code == 202:
            job = _ended(client, json.loads(text), seen)
            if job is None or job["state"] == "done":
                return job is not None
            if "meanwhile" not in job["error"]:
                seen.faults.append(f"act: {job['state']} {job['error']}")
                return False
        elif code != 409:
            seen.faults.append(f"act: {code} {text[:200]}")
            return False
        seen.late += 1
    return False


def _ended(client: Client, job: dict[str, Any], seen: Seen) -> dict[str, Any] | None:
    """A task once it has ended; None where an answer on it was a fault."""
    address = f"/api/v1/jobs/{job['id']}"
    while job["state"] in ("waiting", "running"):
        time.sleep(0.1)
        told = _object(client, address, seen)
        if told is None:
            return None
        job = told
    return job


def _object(client: Client, path: str, seen: Seen) -> dict[str, Any] | None:
    """The object of an answer; another status is a fault, noted with its code and words."""
    code, text = client.tried(path)
    if code != 200:
        seen.faults.append(f"{path}: {code} {text[:200]}")
        return None
    found: dict[str, Any] = json.loads(text)
    return found


def furniture(client: Client) -> int:
    """Bytes of what a first visit loads besides the page: styles, script, picture."""
    linked = set(re.findall(r'(?:href|src)="(/[^"]+\.(?:css|js|svg))"', client.ask("/")[1]))
    return sum(len(client.ask(path)[1].encode()) for path in sorted(linked))


def told(seen: Seen, title: str, used: float) -> None:
    """Print what was measured; `used` is what the server took, in seconds of the processor."""
    every = [one for times in seen.times.values() for one in times]
    head = "".join(f"{name:>8}" for name in ("asked", "p50", "p95", "p99", "most"))
    print(f"\n{title}\n{'page':<32}{head}  (ms)   most kB")
    for name, times in [*sorted(seen.times.items()), ("all", every)]:
        ordered = sorted(times)
        parts = (ordered[min(len(ordered) - 1, int(len(ordered) * part))] for part in (0.5, 0.95, 0.99, 1.0))
        kilobytes = (seen.weights.get(name, 0) or max(seen.weights.values())) / 1000
        print(f"{name:<32}{len(times):>8}" + "".join(f"{part * 1000:>8.0f}" for part in parts) + f"{kilobytes:>15.0f}")
    print(f"requests: {len(every)}, errors: {len(seen.faults)}", *seen.faults[:5], sep="\n")
    print(f"processor of the server: {used:.1f} s, {used / len(every) * 1000:.1f} ms a request")
    print("load average of the machine: " + " ".join(f"{one:.1f}" for one in os.getloadavg()))


def processor(number: int) -> float:
    """Seconds of the processor that a process took so far, without those that it began (Linux)."""
    fields = Path(f"/proc/{number}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def one_after_the_other(host: str, token: str) -> Seen:
    """Every page by a single reader."""
    client, seen = Client(host, token), Seen()
    for path in pages(client) * 5:
        timed(client, path, seen)
    return seen


def at_once(host: str, tokens: list[str], case: Path, seconds: int) -> Seen:
    """Readers and writers together; then whether all that was acknowledged is in the log."""
    seen, first, before = Seen(), Client(host, tokens[0]), len(looking.log(case))
    wanted, ends = pages(first), time.monotonic() + seconds
    claims = [path.removeprefix("/claims/") for path in wanted if path.startswith("/claims/cl-")]
    threads = [
        threading.Thread(target=reader, args=(Client(host, token), wanted, ends, n, seen))
        for n, token in enumerate(tokens[:READERS])
    ] + [
        threading.Thread(target=writer, args=(Client(host, token), f"Writer {n}", claims, ends, seen))
        for n, token in enumerate(tokens[READERS:])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    bodies = (one.content["body"] for one in looking.log(case)[before:] if one.content["kind"] == "decision")
    kept = Counter(body["reason"] for body in bodies)
    lost, twice = [text for text in seen.done if not kept[text]], [text for text in seen.done if kept[text] > 1]
    print(f"\nacts acknowledged: {len(seen.done)}, sent again after a conflict: {seen.late}")
    print(f"of them in the log: {len(seen.done) - len(lost)}, lost: {len(lost)}, twice: {len(twice)}")
    return seen


def main() -> None:
    """Make the case, serve it, measure."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    folder = Path(sys.argv[3]) if len(sys.argv) > 3 else Path(tempfile.mkdtemp(prefix="bukti-load-"))
    case = make(size, folder)
    names = [f"Reader {n}" for n in range(READERS)] + [f"Writer {n}" for n in range(WRITERS)]
    roles = ["reader"] * READERS + ["analyst"] * WRITERS
    tokens = [
        members.token(case, name, PASSWORD, Wanted("load", role)) for name, role in zip(names, roles, strict=True)
    ]
    run = subprocess.Popen(  # noqa: S603 - our own server
        [sys.executable, "-c", SERVER, str(case)], stdout=subprocess.PIPE, text=True, env=os.environ | OFF
    )
    try:
        assert run.stdout is not None  # noqa: S101 - it was asked for
        host = run.stdout.readline().strip().removeprefix("http://")
        begun, client = time.monotonic(), Client(host, tokens[0])
        while json.loads(client.ask("/api/v1/case")[1])["computed"] is None:
            time.sleep(1)
        print(f"{size} reports, {looking.status(case).inputs} inputs, assessed in {time.monotonic() - begun:.0f} s")
        print(f"beside a page, a first visit loads {furniture(client) / 1000:.0f} kB")
        before = processor(run.pid)
        told(one_after_the_other(host, tokens[0]), "One reader, one page after the other", processor(run.pid) - before)
        before = processor(run.pid)
        title = f"{READERS} readers and {WRITERS} writers for {seconds} s"
        told(at_once(host, tokens, case, seconds), title, processor(run.pid) - before)
    finally:
        run.terminate()
        run.wait(20)


if __name__ == "__main__":
    main()
