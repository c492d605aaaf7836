"""Mails to customers as they are sent at a terminal: whoever is asked is told who gets them."""

import json

import pytest

import sandboxes
from terminals import Terminal


@pytest.fixture
def variables(sandbox, tmp_path):
    service = sandbox["advancedBilling"]
    return {
        "PORTICO_ADVANCED_BILLING_BASE_URL": service["baseURL"],
        "PORTICO_ADVANCED_BILLING_API_KEY": service["apiKey"],
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }


def last_invited(sandbox, customer):
    answer = json.loads(sandboxes.billing(sandbox, "GET", f"/customers/{customer}.json")[1])
    return answer["customer"]["portal_invite_last_sent_at"]


@pytest.mark.parametrize(("answer", "is_sent"), [("y\n", True), ("\n", False), ("no\n", False), ("\x04", False)])
def test_a_mail_is_asked_for_with_name_and_address(sandbox, variables, tmp_path, answer, is_sent):
    customer = json.loads(sandboxes.billing(sandbox, "GET", "/customers/1001.json")[1])["customer"]
    terminal = Terminal("access", "enable", "1001", "--invite", folder=tmp_path, variables=variables)
    terminal.wait_for(r"\[y/N\]")
    person = f"customer 1001, {customer['first_name']} {customer['last_name']} <{customer['email']}>"
    assert f"Send the invitation to {person}? [y/N]" in terminal.shown
    assert last_invited(sandbox, 1001) is None
    terminal.type(answer)
    status, _, shown = terminal.finish()
    assert status == (0 if is_sent else 1)
    assert (last_invited(sandbox, 1001) is not None) == is_sent
    assert is_sent or "nothing was sent" in shown


def test_control_c_at_the_question_sends_nothing(sandbox, variables, tmp_path):
    terminal = Terminal("access", "enable", "1001", "--invite", folder=tmp_path, variables=variables)
    terminal.wait_for(r"\[y/N\]")
    terminal.type("\x03")
    status, _, shown = terminal.finish()
    assert status == 130 and shown.endswith("interrupted; nothing was done\n"), shown
    assert last_invited(sandbox, 1001) is None
