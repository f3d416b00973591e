#!/usr/bin/env bash
# Plants each bug of docs/planted-bugs in a copy of the sources and expects its test to turn red.
#
#   backend/src/test/planted-bugs.sh              all bugs
#   backend/src/test/planted-bugs.sh NAME...      some, by file name without .patch
#   backend/src/test/planted-bugs.sh --control    no bug: the same tests must be green
#
# A patch has a line "Test: Class#method" that names the test which must turn red.
# The work tree is not touched. Builds offline: build the project once before.
# Exit code 0 if everything came out as expected, else 1.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
bugs=$root/docs/planted-bugs
work=$(mktemp -d "${TMPDIR:-/tmp}/nextval-planted-XXXXXX")
copy=$work/nextval
log=$work/build.log
trap 'rm -rf "$work"' EXIT

# Everything but what git ignores, so that half a build is not copied.
copy_sources() {
    mkdir "$copy"
    git -C "$root" ls-files --cached --others --exclude-standard -z |
        (cd "$root" && xargs -0 ls -d 2>/dev/null | tr '\n' '\0') |
        tar -C "$root" --null -T - -cf - | tar -C "$copy" -xf -
}

# Builds the copy and runs one test in it; the exit code says nothing about why it failed.
build_and_test() {
    local test=$1
    local options=(-o -B -ntp -q -pl backend -am -Dspotless.check.skip
        -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false)
    case $test in
        *IT#*) options+=(-Dtest=NoUnitTest -Dit.test="$test" verify) ;;
        *) options+=(-Dtest="$test" test) ;;
    esac
    find "$copy" -name 'TEST-*.xml' -delete
    (cd "$copy" && mvn "${options[@]}") >"$log" 2>&1
}

# The report of a test class, empty if it did not run: this tells a red test from a red build.
report_of() {
    find "$copy" -path '*-reports/*' -name "TEST-*.${1%%#*}.xml" -exec grep -l '<testcase' {} +
}

# The message of the first failure in a report, on one line.
failure_in() {
    grep -m 1 -ohE '<(failure|error) (message|type)="[^"]*"' "$1" |
        sed -e 's/^[^"]*"//' -e 's/"$//' -e 's/&#10;/ /g' -e 's/&quot;/"/g' -e "s/&apos;/'/g" \
            -e 's/&lt;/</g' -e 's/&gt;/>/g' -e 's/&amp;/\&/g' -e 's/  */ /g' -e 's/^ //' |
        cut -c 1-200
}

control=no
names=()
for argument in "$@"; do
    if [ "$argument" = --control ]; then control=yes; else names+=("$argument"); fi
done
if [ ${#names[@]} -eq 0 ]; then
    for patch in "$bugs"/*.patch; do names+=("$(basename "$patch" .patch)"); done
fi

copy_sources
wrong=0
for name in "${names[@]}"; do
    patch=$bugs/$name.patch
    test=$(sed -n 's/^Test: //p; /^diff /q' "$patch")
    if [ $control = no ] && ! (cd "$copy" && git apply "$patch"); then
        echo "WRONG: $name does not apply"
        wrong=1
        continue
    fi
    outcome=red
    if build_and_test "$test"; then outcome=green; fi
    report=$(report_of "$test" | head -n 1)
    failure=
    if [ -n "$report" ]; then failure=$(failure_in "$report" || true); fi
    if [ -z "$report" ] || { [ $outcome = red ] && [ -z "$failure" ]; }; then
        echo "WRONG: $name — $test did not run"
        tail -n 40 "$log"
        wrong=1
    elif [ $control-$outcome = no-red ]; then
        echo "RED (as it must be): $name — $test: $failure"
    elif [ $control-$outcome = yes-green ]; then
        echo "GREEN (as it must be): no bug — $test"
    else
        echo "WRONG: $name — $test is $outcome: $failure"
        tail -n 60 "$log"
        wrong=1
    fi
    [ $control = yes ] || (cd "$copy" && git apply -R "$patch")
done
exit $wrong
