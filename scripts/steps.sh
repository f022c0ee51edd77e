# shellcheck shell=bash
# Sourced by ./run and ./check: named, timed steps on standard error, and the builds.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
platform="$project/scripts/platform"

note() { printf '%s\n' "$*" >&2; }
stop() { note "$*"; exit 1; }

# step "what it does" "what to do if it fails" COMMAND…
# Output goes to standard error; quiet steps show theirs only when they fail.
step() {
    local title=$1 advice=$2 started=$SECONDS status=0
    shift 2
    printf '%s … ' "$title" >&2
    local log
    log=$(mktemp)
    "$@" >"$log" 2>&1 </dev/null || status=$?
    if [ "$status" -ne 0 ]; then
        printf 'failed after %s s\n' "$((SECONDS - started))" >&2
        tail -n 60 "$log" >&2
        rm -f "$log"
        note "What to do: $advice"
        exit "$status"
    fi
    printf '%s s\n' "$((SECONDS - started))" >&2
    rm -f "$log"
}

# loud_step: the same with the command's output shown as it comes.
loud_step() {
    local title=$1 advice=$2 started=$SECONDS status=0
    shift 2
    note "$title …"
    "$@" >&2 </dev/null || status=$?
    note "$title: $((SECONDS - started)) s"
    if [ "$status" -ne 0 ]; then
        note "What to do: $advice"
        exit "$status"
    fi
}

ensure_platform() {
    step "platform" "read the message above; scripts/platform setup can be repeated safely" "$platform" setup
}

# configure_and_build PRESET [TARGET…]; one build at a time in a folder, whoever starts it.
configure_and_build() {
    local preset=$1
    shift
    local folder="$project/build/$preset"
    mkdir -p "$folder"
    exec 7>"$folder/.build-lock"
    flock 7
    if [ ! -f "$folder/build.ninja" ]; then
        step "configure ($preset)" "see the CMake error above; a missing package belongs into scripts/packages.txt" \
            "$platform" exec cmake -S "$project" --preset "$preset"
    fi
    if ! "$platform" exec ninja -C "$folder" -n "$@" 2>/dev/null </dev/null | grep -q 'no work to do'; then
        loud_step "build ($preset)" "see the compiler's message above" \
            "$platform" exec env NINJA_STATUS='[%f/%t] ' ninja -C "$folder" "$@"
    fi
    flock -u 7
    exec 7>&-
}
