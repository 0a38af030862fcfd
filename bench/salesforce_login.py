"""simple-salesforce, logged in to the simulator whose ready line is the first argument, as JSON; and the query for all accounts.

The client knows https://*.salesforce.com only: an adapter of its HTTP session leads every such address to the simulator; all else is
the client's own code.
"""
import json
import sys
from urllib.parse import urlsplit, urlunsplit

from requests import Session
from requests.adapters import HTTPAdapter
from simple_salesforce import Salesforce

ready = json.loads(sys.argv[1])
keys = ready["credentials"]
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


def by_jwt():
    return log_in(username=keys["username"], consumer_key=keys["clientId"], privatekey=keys["privateKeyPem"])
