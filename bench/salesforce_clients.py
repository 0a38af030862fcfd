"""simple-salesforce against a simulator: what it reads, one JSON object a line. Used by salesforce-clients.ts.

Arguments: the simulator's ready line as JSON.
"""
import hashlib
import json
from csv import DictReader
from io import StringIO

from salesforce_login import by_jwt, fields, keys, log_in, ready, soql


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


sf = by_jwt()
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
