"""Prints what deltalake reads, for delta-log.test.ts: table folder and version as arguments, one JSON list of rows."""

import json
import sys

from deltalake import DeltaTable, QueryBuilder


def text(value):
    """A value as DuckDB casts it to text."""
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join("NULL" if item is None else text(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"'{name}': {'NULL' if item is None else text(item)}" for name, item in value.items()) + "}"
    return str(value)


def rows(batches):
    import pyarrow

    table = pyarrow.table(batches)
    return [[text(row[name]) for name in table.column_names] for row in table.to_pylist()]


folder, version, way = sys.argv[1], int(sys.argv[2]), sys.argv[3]
table = DeltaTable(folder, version=version)
if way == "query":
    found = rows(QueryBuilder().register("t", table).execute("SELECT * FROM t").read_all())
else:
    found = rows(table.to_pyarrow_table())
print(json.dumps({"rows": found, "version": table.version(), "transaction": table.transaction_version("audit")}))
