"""The API against its own description: what it allows is answered as it says, and what it does not is refused."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.core.failures import FailureGroup

from bukti.web.api.calls import CALLS, ROOT, Call
from bukti.web.app import application
from bukti.web.desk import Desk
from bukti.web.doors import Keys

EXAMPLES = 25  # of each call; all of them take well under a minute
FIXED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: f"{call.method} {call.path}")
@pytest.mark.parametrize("mode", [schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE])
def test_every_call_does_what_its_description_says(
    desk: Desk, keys: Keys, call: Call, mode: schemathesis.GenerationMode
) -> None:
    """No server error, no status, header or body that is not described, nothing accepted that should not be."""
    app = application(desk, keys, {"testserver", "localhost"})
    headers = {"Authorization": f"Bearer {keys.link}"}
    schema = schemathesis.openapi.from_asgi(f"{ROOT}/openapi.json", app, headers=headers)
    operation = schema[ROOT + call.path][call.method]
    seen: list[int] = []

    @FIXED
    @given(operation.as_strategy(generation_mode=mode))
    def asked(case: schemathesis.Case[Any]) -> None:
        try:
            response = case.call_and_validate(headers=headers)
        except FailureGroup as group:
            told = [f"{case.as_curl_command()}: {one}" for one in group.exceptions]
            raise AssertionError("\n".join(told)) from None
        seen.append(response.status_code)

    asked()
    assert len(seen) >= 1
