#!/bin/sh
# A build farm: many shells build the same project at once.
# Usage: farm.sh URL [BUILDS]
set -eu
case ${1:-} in
    jdbc:nextval:*) url=$1 ;;
    *)
        echo "Usage: farm.sh JDBC-URL [BUILDS]; \`backend/bin/nextval demo\` prints a URL" >&2
        exit 2
        ;;
esac
builds=${2:-8}
nextval=${NEXTVAL:-backend/bin/nextval}
here=$(dirname "$0")
"$nextval" sql "$url" -q -c "DROP SEQUENCE IF EXISTS builds_of_shop" 2>/dev/null
"$nextval" sql "$url" -q -c "CREATE SEQUENCE builds_of_shop"

echo "$builds shells build at once:"
results=$(mktemp)
trap 'rm -f "$results"' EXIT
i=0
while [ $i -lt "$builds" ]; do
    "$here/build.sh" "$url" shop >>"$results" &
    i=$((i + 1))
done
wait
sort -t . -k 3 -n "$results"
echo "$(sort -u "$results" | wc -l | tr -d ' ') different versions"

echo "A build while no node answers:"
code=0
"$here/build.sh" "jdbc:nextval://127.0.0.1:1?loginTimeout=1" shop 2>/dev/null || code=$?
echo "no version, exit code $code"
