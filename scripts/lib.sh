# Shared by the scripts of this folder; sourced, never run.
# shellcheck shell=bash

set -euo pipefail

# The checkout, wherever the script was called from.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tools=$root/.tools/bin

broker_version=0.25.6
broker_module=github.com/nats-io/nats-streaming-server@v$broker_version
# Clients that nobody here wrote; the foreign-client tests watch them.
foreign_version=v0.10.4
foreign_clients=(stan-pub stan-sub stan-bench)
# One in another language, by npm into .tools/node, and the oldest node that runs it.
node_client=node-nats-streaming
node_client_version=0.3.2
node_needed=12
# The modules need at least this Go; Debian 12 has it.
go_needed=1.19

build_packages=(
    git ca-certificates cmake ninja-build ccache mold g++ pkg-config
    qt6-base-dev qt6-l10n-tools qt6-svg-dev libqt6svg6 libqt6sql6-sqlite libqt6sql6-psql
    libnats-dev libssl-dev libqcustomplot-dev libtomlplusplus-dev
    fonts-inter fonts-jetbrains-mono fonts-dejavu-core
)
# Where Qt must speak Wayland itself, its plugin is a package of its own.
if [ -n "${WAYLAND_DISPLAY:-}" ] && [ -z "${DISPLAY:-}" ]; then
    build_packages+=(qt6-wayland)
fi
test_packages=(clang-format-14 librapidcheck-dev postgresql desktop-file-utils appstream man-db groff)
package_packages=(dpkg-dev file lintian)
tidy_packages=(clang-tidy-14)

say() { printf '==> %s\n' "$*"; }
fail() {
    printf 'stanscope: %s\n' "$*" >&2
    exit 1
}

# How many compilers at once: one a processor, but no more than 1.5 GiB of free memory each allow.
parallel() {
    local processors memory
    processors=$(nproc)
    memory=$(awk '/^MemAvailable:/ { print int($2 / 1572864) }' /proc/meminfo 2>/dev/null || true)
    if [ -n "$memory" ] && ((memory < processors)); then
        processors=$((memory > 0 ? memory : 1))
    fi
    echo "$processors"
}

version_at_least() { # HAVE NEEDED
    [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

# Prints the first Go that is new enough, nothing when there is none.
find_go() {
    local candidate version
    for candidate in "$(command -v go || true)" /usr/local/go/bin/go /usr/bin/go; do
        [ -x "$candidate" ] || continue
        version=$("$candidate" version 2>/dev/null | sed -n 's/^go version go\([0-9.]*\).*/\1/p')
        if [ -n "$version" ] && version_at_least "$version" "$go_needed"; then
            echo "$candidate"
            return
        fi
    done
}

# Prints those of the named Debian packages that are not installed.
missing_packages() {
    local installed package
    installed=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null |
        sed -n 's/ installed$//p' || true)
    for package in "$@"; do
        grep -qxF -- "$package" <<<"$installed" || echo "$package"
    done
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo -- "$@"
    else
        fail "root is needed for: $* (there is no sudo; run it as root, then start again)"
    fi
}

# Where there is no apt: the list of what is needed, once.
needed=()
tell_needed() {
    ((${#needed[@]} > 0)) || return 0
    say "This is no Debian. Needed, in the words of Debian 12: ${needed[*]}"
    say "Trying with what is here."
    needed=()
}

# ensure_packages NAME...: installs what is missing; says what is needed where there is no apt.
ensure_packages() {
    local missing
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        needed+=("$@")
        # Before anything can fail for want of them; else when a new folder is configured.
        compgen -G "$root/build/*/build.ninja" >/dev/null || tell_needed
        return
    fi
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]} > 0)) || return 0
    say "Installing from the distribution's archive: ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -q -y --no-install-recommends "${missing[@]}" </dev/null
}

# Sets `go`: the one that builds $*, installed where there is none, and where its caches are.
need_go() {
    go=$(find_go)
    if [ -z "$go" ]; then
        ensure_packages golang-go
        go=$(find_go)
    fi
    [ -n "$go" ] || fail "Go $go_needed or newer is needed to build $*; install it and start again"
    mkdir -p "$tools"
    # A bare environment has no home; Go then wants to be told where its caches are.
    export GOPATH=${GOPATH:-${HOME:-$root/.tools}/go}
    export GOCACHE=${GOCACHE:-${HOME:-$root/.tools}/.cache/go-build}
}

# go_install MODULE@VERSION...: into the checkout's own tool folder. Three tries, for the network's sake.
go_install() {
    local go module try
    need_go "$@"
    for module in "$@"; do
        say "Building ${module##*/} (about half a minute)"
        for try in 1 2 3; do
            if (cd / && GOBIN=$tools GOFLAGS='' GOWORK=off GO111MODULE=on "$go" install "$module"); then
                break
            fi
            ((try < 3)) || fail "go install $module failed; is the Go module proxy reachable?"
            sleep $((try * 5))
        done
    done
}

# go_build FOLDER: a program of the checkout, into its tool folder under the folder's name.
go_build() {
    local go
    need_go "$1"
    say "Building ${1##*/}"
    (cd "$1" && GOFLAGS='' GOWORK=off GO111MODULE=on "$go" build -o "$tools/${1##*/}" .) ||
        fail "go build in $1 failed; is the Go module proxy reachable?"
}

broker_is_installed() {
    [ -x "$tools/nats-streaming-server" ] &&
        "$tools/nats-streaming-server" --version 2>/dev/null | grep -qF "version $broker_version"
}

ensure_broker() {
    [ -z "${STANSCOPE_BROKER:-}" ] || return 0
    broker_is_installed || go_install "$broker_module"
}

ensure_foreign_clients() {
    local client
    for client in "${foreign_clients[@]}"; do
        [ -x "$tools/$client" ] ||
            go_install "github.com/nats-io/stan.go/examples/$client@$foreign_version"
    done
}

node_client_is_installed() {
    local node version
    node=$(node --version 2>/dev/null | sed -n 's/^v\([0-9.]*\).*/\1/p' || true)
    version=$(sed -n 's/^ *"version": "\(.*\)".*/\1/p' \
        "$root/.tools/node/node_modules/$node_client/package.json" 2>/dev/null || true)
    [ -n "$node" ] && version_at_least "$node" "$node_needed" &&
        [ "$version" = "$node_client_version" ]
}

# Whatever registry npm is set up for; three tries, for the network's sake. Without it its tests are
# skipped, except on the build server.
ensure_node_client() {
    local folder=$root/.tools/node packages=() try
    ! node_client_is_installed || return 0
    command -v node >/dev/null || packages+=(nodejs)
    command -v npm >/dev/null || packages+=(npm)
    ensure_packages ${packages[@]+"${packages[@]}"}
    mkdir -p "$folder"
    say "Installing $node_client $node_client_version with npm"
    for try in 1 2 3; do
        # No scripts of strangers: it is plain JavaScript.
        if (cd "$folder" && npm install --prefix "$folder" --no-save --no-audit --no-fund \
            --ignore-scripts --loglevel=error "$node_client@$node_client_version"); then
            return
        fi
        sleep $((try * 5))
    done
    [ "${CI:-}" != true ] || fail "npm install $node_client failed; is the npm registry reachable?"
    say "npm install $node_client failed: its tests are skipped"
}

# configure PRESET: a build folder that was made for another checkout is made anew.
configure() {
    local folder=$root/build/$1
    if [ -f "$folder/CMakeCache.txt" ] &&
        ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
        rm -rf "$folder"
    fi
    if [ ! -f "$folder/build.ninja" ]; then
        tell_needed
        say "Configuring build/$1"
        (cd "$root" && cmake --preset "$1")
    fi
}

# build PRESET [TARGET...]: all targets when none is named. Ninja shows the progress.
build() {
    local preset=$1
    shift
    configure "$preset"
    say "Building build/$preset"
    (cd "$root" && cmake --build --preset "$preset" --parallel "$(parallel)" ${1:+--target "$@"})
}

app_targets=(stanscope stanscope-account stanscope-listener stanscope-transaction)
