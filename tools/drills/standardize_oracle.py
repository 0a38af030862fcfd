"""Stored forms by a reference implementation: `standardize_oracle.py ORACLE`, a batch as JSON on stdin, a line of JSON per record on stdout.

ORACLE is a Python file with `standardize`, `profile_hash`, `us` and `Engine`. A last_modified_ts that it cannot read is left out before it
is asked, and said so: what becomes of it is not the reference's to say.
"""

import importlib.util
import json
import sys


def is_readable(oracle, text):
    try:
        oracle.us(text)
        return True
    except (ValueError, OverflowError):
        return False


def main():
    spec = importlib.util.spec_from_file_location("oracle", sys.argv[1])
    oracle = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(oracle)
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    batch = json.load(sys.stdin)
    unreadable = set()
    for at, record in enumerate(batch["records"]):
        text = record["last_modified_ts"]
        if text is not None and not is_readable(oracle, text):
            unreadable.add(at)
            record["last_modified_ts"] = None
    engine = oracle.Engine()
    engine.apply(batch)
    findings = {at: codes for _, at, _, codes in engine.dq}
    observed = {a["prec"][2]: a for observations in engine.obs.values() for a in observations}
    for at, record in enumerate(batch["records"]):
        a = observed.get(at)
        answer = {"dq": findings.get(at, []), "unreadable": at in unreadable, "stored": None, "hash": None, "valid": None}
        if a is not None:
            answer["valid"] = str(a["valid"])
            if a["std"] is not None:
                answer["stored"], answer["hash"] = a["std"], oracle.profile_hash(a["std"])
        print(json.dumps(answer, ensure_ascii=False))


main()
