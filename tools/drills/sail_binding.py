"""Binds and runs Spark SQL over empty views on a Sail server of its own (loopback, free port).

Reads [{"id", "views": {name: sql}, "sql"}] from stdin, prints [{"id", "error", "columns": [[name, type]]}].
"""

import json
import sys

from pysail.spark import SparkConnectServer
from pyspark.sql import SparkSession


def bind(spark, question):
    try:
        for name, sql in question["views"].items():
            spark.sql(sql).createOrReplaceTempView(name)
        frame = spark.sql(question["sql"])
        columns = [[field.name, field.dataType.simpleString()] for field in frame.schema.fields]
        frame.collect()
        return {"id": question["id"], "error": None, "columns": columns}
    except Exception as error:  # every failure is an answer
        return {"id": question["id"], "error": str(error)[:2000], "columns": []}


def main():
    server = SparkConnectServer("127.0.0.1", 0)
    server.start()
    _, port = server.listening_address
    spark = SparkSession.builder.remote(f"sc://127.0.0.1:{port}").getOrCreate()
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    print(json.dumps([bind(spark, question) for question in json.load(sys.stdin)]))
    spark.stop()
    server.stop()


main()
