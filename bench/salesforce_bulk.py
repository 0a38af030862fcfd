"""simple-salesforce reads all accounts over Bulk API 2.0 and keeps them as CSV, as its users do; prints the rows. Used by salesforce-extract.ts."""
from csv import reader
from io import StringIO

from salesforce_login import by_jwt, ready, soql

sf = by_jwt()
rows = 0
for page in sf.bulk2.Account.query_all(soql, max_records=ready["page"]):
    rows += sum(1 for _ in reader(StringIO(page, newline=""))) - 1
print(rows)
