"""Assessment: what is known about one claim, from how many independent origins, and is it enough (method.md 7).

`weigh(graph, profile)` is the door; `load` gives the profile, `parse` and `to_json` are the two ends of `bukti weigh`.
"""

from bukti.assessment.grade import weigh
from bukti.assessment.graphs import parse, to_json
from bukti.assessment.profiles import Profile, load

__all__ = ["Profile", "load", "parse", "to_json", "weigh"]
