#!/bin/sh
# Tries what `cargo run --example sql` prints on engines that run here: a PostgreSQL of its own in a new directory
# (initdb and psql, Debian: postgresql), and DuckDB (pip install duckdb; PYTHON names the interpreter that has it).
# Shows that a changed figure is refused, and that the violations are those of `check --format json`.
#
#   cargo build --all-features --example sql --example check && PYTHON=~/venv/bin/python examples/sql/try.sh FILE…

set -eu
cd "$(dirname "$0")/../.."
examples=${CARGO_TARGET_DIR:-target}/debug/examples
python=${PYTHON:-python3}
[ $# -gt 0 ] || set -- tests/fixtures/*.html tests/fixtures/*.txt
dir=$(mktemp -d)
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
PATH=${bin:+$bin:}$PATH

# PostgreSQL does not run as root.
as_user() { if [ "$(id -u)" = 0 ]; then su postgres -c "$1"; else sh -c "$1"; fi; }
stop() { as_user "'$bin/pg_ctl' -D '$dir/data' -m immediate stop" >/dev/null 2>&1 || true; rm -rf "$dir"; }
trap stop EXIT
[ "$(id -u)" != 0 ] || chown postgres "$dir"
as_user "'$bin/initdb' -D '$dir/data' -E UTF8 --locale=C -A trust" >/dev/null
as_user "'$bin/pg_ctl' -D '$dir/data' -o \"-k '$dir' -c listen_addresses= -c jit=off\" -l '$dir/log' -w start" >/dev/null
user=$([ "$(id -u)" = 0 ] && echo postgres || id -un)
pg() { psql -h "$dir" -U "$user" -d postgres -q -v ON_ERROR_STOP=1 "$@"; }

"$examples/check" --format json "$@" > "$dir/check.json" || true
for dialect in postgresql duckdb; do
    sql() { "$examples/sql" --dialect "$dialect" "$@"; }
    sql --no-constraints create > "$dir/$dialect-create.sql"
    sql create > "$dir/$dialect-strict.sql"
    sql insert "$@" > "$dir/$dialect-insert.sql" 2> "$dir/$dialect-losses.txt"
    for edition in 2019 2021; do sql violations --edition $edition > "$dir/$dialect-$edition.sql"; done
done
echo "What rows do not say:"; cat "$dir/postgresql-losses.txt"

pg -f "$dir/postgresql-create.sql" -f "$dir/postgresql-insert.sql"
for edition in 2019 2021; do pg -At -F '|' -f "$dir/postgresql-$edition.sql"; done > "$dir/postgresql.txt"

echo "PostgreSQL, with constraints:"
pg -c 'DROP TABLE disclosure_report_2019, disclosure_report_2021' -f "$dir/postgresql-strict.sql"
psql -h "$dir" -U "$user" -d postgres -q -v VERBOSITY=terse -f "$dir/postgresql-insert.sql" 2>&1 || true
pg -At -c 'SELECT report FROM disclosure_report_2019 UNION SELECT report FROM disclosure_report_2021 ORDER BY 1'
psql -h "$dir" -U "$user" -d postgres -q -v VERBOSITY=terse \
    -c 'UPDATE disclosure_report_2021 SET "review.upheld" = "review.upheld" + 1' 2>&1 && exit 1

"$python" - "$dir" "$@" <<'PYTHON'
import json, sys
from decimal import Decimal
import duckdb

directory = sys.argv[1]
def text(name):
    return open(f"{directory}/{name}", encoding="utf-8", newline="").read()

expected = []
for line in text("check.json").splitlines():
    report = json.loads(line)
    for f in report.get("findings", []):
        if f["status"] == "violated":
            expected.append((f"{report['file']}#{report['index']}", f["rule"], f["place"], Decimal(str(f["left"])), Decimal(str(f["right"]))))

database = duckdb.connect()
database.execute(text("duckdb-create.sql"))
database.execute(text("duckdb-insert.sql"))
found = {"DuckDB": [row for e in (2019, 2021) for row in database.execute(text(f"duckdb-{e}.sql")).fetchall()]}
lines = [line.split("|") for line in text("postgresql.txt").splitlines()]
found["PostgreSQL"] = [(*line[:3], Decimal(line[3]), Decimal(line[4])) for line in lines]

print(f"DuckDB {duckdb.__version__}, with constraints:")
database = duckdb.connect()
database.execute(text("duckdb-strict.sql"))
for statement in text("duckdb-insert.sql").split(";\nINSERT"):
    try:
        database.execute(statement if statement.startswith("INSERT") else "INSERT" + statement)
    except duckdb.ConstraintException as error:
        print("refused:", str(error)[:200])
tables = "disclosure_report_2019", "disclosure_report_2021"
print([row[0] for t in tables for row in database.execute(f"SELECT report FROM {t}").fetchall()])
try:
    database.execute('UPDATE disclosure_report_2021 SET "review.upheld" = "review.upheld" + 1')
    sys.exit("a changed figure was taken")
except duckdb.ConstraintException as error:
    print("refused:", str(error)[:200])

for engine, rows in found.items():
    same = sorted(rows) == sorted(expected)
    print(f"{engine}: {len(rows)} violations,", "those of check" if same else f"but check says {expected}")
    for report, rule, place, left, right in rows:
        print(f"  {report} {rule} {place} {left} {right}")
    if not same:
        sys.exit(1)
PYTHON
