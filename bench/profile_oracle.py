"""Answers cases with a reference implementation: `profile_oracle.py ORACLE`, cases as NDJSON on stdin, answers as NDJSON on stdout.

ORACLE is a Python file with `run(case)`, which returns what `audit profile replay` prints of a case.
"""

import importlib.util
import json
import sys

spec = importlib.util.spec_from_file_location("oracle", sys.argv[1])
oracle = importlib.util.module_from_spec(spec)
spec.loader.exec_module(oracle)
sys.stdin.reconfigure(encoding="utf-8")
sys.stdout.reconfigure(encoding="utf-8")
for line in sys.stdin:
    case = json.loads(line)
    print(json.dumps({"id": case["id"], **oracle.run(case)}, ensure_ascii=False))
