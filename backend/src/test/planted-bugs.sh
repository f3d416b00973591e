#!/usr/bin/env bash
# Plants each bug of docs/planted-bugs in a copy of the sources and expects its test to turn red.
#
#   backend/src/test/planted-bugs.sh              all bugs
#   backend/src/test/planted-bugs.sh NAME...      some, by file name without .patch
#   backend/src/test/planted-bugs.sh --control    no bug: the same tests must be green
#
# A patch starts with lines "Test: Class#method" naming the test that must turn red.
# The work tree is not touched. Exit code 0 if everything came out as expected.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
bugs=$root/docs/planted-bugs
work=$(mktemp -d "${TMPDIR:-/tmp}/nextval-planted-XXXXXX")
trap 'rm -rf "$work"' EXIT
mvn=(mvn -B -ntp -q)

copy_sources() {
    mkdir "$1"
    git -C "$root" ls-files --cached --others --exclude-standard -z |
        (cd "$root" && xargs -0 ls -d 2>/dev/null | tr '\n' '\0') |
        tar -C "$root" --null -T - -cf - | tar -C "$1" -xf -
}

build() {
    (cd "$1" && "${mvn[@]}" -pl backend -am -DskipTests -DskipITs -Dspotless.check.skip package) \
        >"$1.build.log" 2>&1
}

# Runs one test in a built copy: 0 green, 1 red, 2 it did not run.
run_test() {
    local copy=$1 test=$2 reports
    local options=(-pl backend -am -Dspotless.check.skip -Dsurefire.failIfNoSpecifiedTests=false
        -Dfailsafe.failIfNoSpecifiedTests=false)
    case $test in
        *IT#*) options+=(-Dtest=NoUnitTest -Dit.test="$test" verify) ;;
        *) options+=(-Dtest="$test" test) ;;
    esac
    if (cd "$copy" && "${mvn[@]}" "${options[@]}") >"$copy.test.log" 2>&1; then
        reports=green
    else
        reports=red
    fi
    # The reports tell a failed test from a build that failed before it.
    if ! cat "$copy"/backend/target/{surefire,failsafe}-reports/TEST-*."${test%%#*}".xml \
        2>/dev/null | grep -q "<testcase"; then
        return 2
    fi
    [ $reports = green ]
}

names=()
control=no
for argument in "$@"; do
    if [ "$argument" = --control ]; then control=yes; else names+=("$argument"); fi
done
if [ ${#names[@]} -eq 0 ]; then
    for patch in "$bugs"/*.patch; do names+=("$(basename "$patch" .patch)"); done
fi

wrong=0
for name in "${names[@]}"; do
    patch=$bugs/$name.patch
    copy=$work/$name
    copy_sources "$copy"
    [ $control = yes ] || (cd "$copy" && git apply "$patch")
    if ! build "$copy"; then
        echo "$name: does not build"
        tail -n 40 "$copy.build.log"
        wrong=1
        continue
    fi
    for test in $(sed -n 's/^Test: //p; /^diff /q' "$patch"); do
        outcome=0
        run_test "$copy" "$test" || outcome=$?
        case $control-$outcome in
            no-1 | yes-0) echo "$name: $test is $([ $control = yes ] && echo green || echo red), as it must be" ;;
            *-2)
                echo "$name: $test did not run"
                tail -n 40 "$copy.test.log"
                wrong=1
                ;;
            *)
                echo "$name: $test is $([ $outcome = 0 ] && echo GREEN || echo RED), which is wrong"
                tail -n 60 "$copy.test.log"
                wrong=1
                ;;
        esac
        grep -hE '^  (DUPLICATE|ORDER|GAP|STRAY|EXACTLY_ONCE|LIVENESS): [0-9]+$' "$copy.test.log" | sort -u || true
    done
    rm -rf "$copy"
done
exit $wrong
