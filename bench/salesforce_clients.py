"""simple-salesforce against a simulator: what it reads, one JSON object a line. Used by salesforce-clients.ts.

Arguments: the simulator's ready line as JSON. The client knows https://*.salesforce.com only: an adapter of its HTTP session
leads every such address to the simulator; all else is the client's own code.
"""
import hashlib
import json
import sys
from csv import DictReader
from io import StringIO
from urllib.parse import urlsplit, urlunsplit

from requests import Session
from requests.adapters import HTTPAdapter
from simple_salesforce import Salesforce

ready = json.loads(sys.argv[1])
here = urlsplit(ready["url"])
fields = ready["fields"]
soql = f"SELECT {', '.join(fields)} FROM Account"


class Redirected(HTTPAdapter):
    def send(self, request, **options):
        request.url = urlunsplit(urlsplit(request.url)._replace(scheme=here.scheme, netloc=here.netloc))
        return super().send(request, **options)


def log_in(**how):
    session = Session()
    session.mount("https://", Redirected())
    return Salesforce(session=session, version="60.0", **how)


def number(value):
    """As JSON of JavaScript has it: 5000, not 5000.0."""
    if value in (None, ""):
        return None
    return int(float(value)) if float(value).is_integer() else float(value)


def digest(rows):
    lines = sorted(
        json.dumps([row["Id"], row["Name"], number(row["AnnualRevenue"]), row["Description"] or ""], ensure_ascii=False, separators=(",", ":"))
        for row in rows
    )
    return {"rows": len(lines), "sha256": hashlib.sha256("\n".join(lines).encode()).hexdigest()}


def tell(check, **what):
    print(json.dumps({"check": check, **what}), flush=True)


keys = ready["credentials"]
jwt = dict(username=keys["username"], consumer_key=keys["clientId"], privatekey=keys["privateKeyPem"])
sf = log_in(**jwt)
tell("login: JWT bearer", ok=True)
by_secret = log_in(consumer_key=keys["clientId"], consumer_secret=keys["clientSecret"], domain="simulated.my")
tell("login: client credentials", ok=by_secret.session_id != sf.session_id)
tell("describe", ok=[field["name"] for field in sf.Account.describe()["fields"] if field["type"] not in ("address", "base64")] == fields)
tell("limits", ok=sf.limits()["DailyApiRequests"]["Max"] > 0)
tell("count", rows_counted=sf.query("SELECT COUNT() FROM Account")["totalSize"])
tell("query", **digest(sf.query_all_iter(soql)))
tell("queryAll", **digest(sf.query_all_iter(soql, include_deleted=True)))
account = sf.query("SELECT Id FROM Account LIMIT 1")["records"][0]["Id"]
tell("record", ok=sf.Account.get(account)["Id"] == account)


def bulk(read):
    for page in read:
        yield from DictReader(StringIO(page, newline=""))


tell("bulk2 query", **digest(bulk(sf.bulk2.Account.query(soql, max_records=ready["page"], wait=1))))
tell("bulk2 queryAll", **digest(bulk(sf.bulk2.Account.query_all(soql, max_records=ready["page"], wait=1))))
