"""A sandbox that runs, and what is done to it besides the page: by its services and by its control."""

import base64
import contextlib
import json
import subprocess
import urllib.error
import urllib.request

import tools

#: What must never become markup.
HOSTILE = """<img src=x onerror="document.title='hit'"><b>"""


@contextlib.contextmanager
def running(*arguments):
    """Starts `portico sandbox` on a free port; gives its addresses and keys as announced."""
    command = [tools.portico(), "sandbox", "--port", "0", "--format", "json", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        line = process.stdout.readline()
        assert line, f"the sandbox ended with {process.wait(10)}"
        yield json.loads(line)
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


def ask(url, method="GET", body=None, **headers):
    """Sends a request with a body of JSON; returns the status and the body."""
    data = None if body is None else json.dumps(body).encode()
    fields = {"Content-Type": "application/json"} | {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, data, fields, method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def rebilly(sandbox, method, path, body=None):
    service = sandbox["rebilly"]
    return ask(service["baseURL"] + path, method, body, REB_APIKEY=service["apiKey"])


def billing(sandbox, method, path):
    service = sandbox["advancedBilling"]
    key = base64.b64encode(f"{service['apiKey']}:x".encode()).decode()
    return ask(service["baseURL"] + path, method, Authorization=f"Basic {key}")


def control(sandbox, method, path, body=None):
    return ask(sandbox["control"] + path, method, body)


def overview(sandbox):
    return json.loads(control(sandbox, "GET", "/overview")[1])


def use(sandbox):
    """Does what gives the page something to show, hostile texts among it."""
    portal = {"name": HOSTILE, "slug": "hostile", "websiteId": "web_sandbox"}
    assert rebilly(sandbox, "PUT", "/billing-portals/hostile", portal)[0] in (200, 201)
    customer = {"first_name": HOSTILE, "last_name": "Long" * 20, "email": f"{HOSTILE}@example.com"}
    status, _ = control(sandbox, "PATCH", "/settings", {"customers": [customer | {"id": 2000, "access": "enabled"}]})
    assert status == 200
    # A client can send these characters as they are; urllib's own refuses blanks alone.
    assert rebilly(sandbox, "GET", "/billing-portals/<b>bold</b>?q=<i>")[0] == 404
    assert billing(sandbox, "GET", "/portal/customers/1004/management_link.json")[0] == 200
    assert billing(sandbox, "GET", "/portal/customers/1005/management_link.json")[0] == 429
    fault = {"path": "/organizations/*/billing-portals/*", "method": "PUT", "status": 503, "times": 2, "delay": 2000}
    assert control(sandbox, "POST", "/faults", fault)[0] == 201
