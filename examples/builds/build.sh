#!/bin/sh
# One build of a project: takes the next build number, or fails without having built anything.
# Usage: build.sh URL PROJECT
set -eu
url=$1 project=$2
nextval=${NEXTVAL:-backend/bin/nextval}

# The answer is the line "nextval" and the line with the number. A failure ends this script here,
# with the exit code of nextval: 1 an SQL error, 2 wrong usage, 4 no node answers.
answer=$("$nextval" sql "$url" -q --format=csv -c "SELECT nextval('builds_of_$project')")
number=${answer##*[!0-9]}

# From here on the number is this build's alone. A real script would compile and tag here.
echo "$project-1.4.$number"
