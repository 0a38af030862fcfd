"""simple-salesforce reads all accounts over Bulk API 2.0 and keeps them as CSV, as its users do; prints the rows. Used by salesforce-extract.ts."""
import json
import sys
from csv import reader
from io import StringIO
from urllib.parse import urlsplit, urlunsplit

from requests import Session
from requests.adapters import HTTPAdapter
from simple_salesforce import Salesforce

ready = json.loads(sys.argv[1])
here = urlsplit(ready["url"])


class Redirected(HTTPAdapter):
    def send(self, request, **options):
        request.url = urlunsplit(urlsplit(request.url)._replace(scheme=here.scheme, netloc=here.netloc))
        return super().send(request, **options)


session = Session()
session.mount("https://", Redirected())
keys = ready["credentials"]
sf = Salesforce(session=session, version="60.0", username=keys["username"], consumer_key=keys["clientId"], privatekey=keys["privateKeyPem"])
rows = 0
for page in sf.bulk2.Account.query_all(f"SELECT {', '.join(ready['fields'])} FROM Account", max_records=ready["page"]):
    rows += sum(1 for _ in reader(StringIO(page, newline=""))) - 1
print(rows)
