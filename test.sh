#!/usr/bin/env bash
# Sets up what is missing and runs the tests; the last line counts them. --fast leaves out browsers, crashes,
# clients, and whatever starts a suite of its own or waits out a delay (Category=Slow); --long adds the
# long forms of the crash tests (twenty kills while typing, three hundred messages while sending: eleven minutes more).
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source deploy/packages.sh

fast=no long=no
case "${1:-}" in
  --fast) fast=yes ;;
  --long) long=yes ;;
  '') ;;
  *) echo "Usage: ./test.sh [--fast|--long]" >&2; exit 2 ;;
esac

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export XUNIT_PRINT_MAX_STRING_LENGTH=0   # a failure is told whole
passed=0 failed=0 left_out=()

want=("${mail_packages[@]}" "${mail_extras[@]}" postgresql vdirsyncer khal todoman khard)
# evolution-data-server with what drives it: a bus, a keyring, its introspection
want+=(evolution-data-server gir1.2-ecal-2.0 gir1.2-ebook-1.2 gir1.2-ebookcontacts-1.2 gir1.2-edataserver-1.2 python3-gi dbus gnome-keyring)
[[ $EUID == 0 ]] && want+=(postfix)
[[ $fast == no ]] && want+=(chromium)
missing=()
for package in "${want[@]}"; do installed "$package" || missing+=("$package"); done
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
if ((${#missing[@]})); then
  if [[ $EUID == 0 ]]; then (install_packages "${missing[@]}") || { echo "0 passed, 1 failed"; exit 1; }
  else echo "Tests that need these packages will fail; an administrator installs them with: apt-get install ${missing[*]}" >&2; fi
fi
[[ $EUID == 0 ]] && make_mail_user

# one check that is not a test executable: counted like one
check() {
  local name=$1; shift
  local log; log=$(mktemp)
  if "$@" >"$log" 2>&1; then passed=$((passed + 1)); printf '%-32s ok\n' "$name"
  else failed=$((failed + 1)); printf '%-32s FAILED\n' "$name"; tail -n 40 "$log"; fi
  rm -f "$log"
}

build() { dotnet build Groupware.sln -v quiet -nologo -clp:NoSummary; }
check 'build without warnings' build
if ((failed)); then echo "$passed passed, $failed failed"; exit 1; fi

# "   Groupware.Tests  Total: 25, Errors: 0, Failed: 2, Skipped: 0, Not Run: 0, Time: 46.9s"
run() {
  local project=$1; shift
  local log began=$SECONDS summary total errors bad skipped
  log=$(mktemp)
  dotnet "tests/$project/bin/Debug/net10.0/$project.dll" -noColor "$@" >"$log" 2>&1
  local code=$?
  summary=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+' "$log" | tail -n 1)
  if [[ $summary =~ Total:\ ([0-9]+),\ Errors:\ ([0-9]+),\ Failed:\ ([0-9]+),\ Skipped:\ ([0-9]+) ]]; then
    total=${BASH_REMATCH[1]} errors=${BASH_REMATCH[2]} bad=${BASH_REMATCH[3]} skipped=${BASH_REMATCH[4]}
    passed=$((passed + total - bad - skipped)); failed=$((failed + bad + errors))
    ((skipped)) && left_out+=("$skipped in $project")
    printf '%-32s %d passed, %d failed, %d skipped in %d s\n' "$project" $((total - bad - skipped)) $((bad + errors)) "$skipped" $((SECONDS - began))
    ((bad + errors)) && grep -v -E '^ *(Discover|Starting|Finished)' "$log"
    # an executable that ends badly without a failed test has lost some on the way
    if ((code && !(bad + errors))); then failed=$((failed + 1)); tail -n 20 "$log"; fi
  else
    failed=$((failed + 1)); printf '%-32s did not run\n' "$project"; tail -n 40 "$log"
  fi
  rm -f "$log"
}

# with what the tests leave of the processors; --fast looks at white space alone
format_log=$(mktemp)
part=$([[ $fast == yes ]] && echo whitespace || true)
nice -n 19 dotnet format $part Groupware.sln --no-restore --verify-no-changes >"$format_log" 2>&1 &
format=$!
formatted() { wait "$format"; local code=$?; cat "$format_log"; rm -f "$format_log"; return "$code"; }

skip=()
[[ $long == no ]] && skip+=(-trait- Category=Long)
[[ $fast == yes ]] && skip+=(-trait- Category=Crash -trait- Category=Slow -trait- Category=Conformance)
run Groupware.Tests
run Groupware.Web.Tests
run Groupware.Integration.Tests "${skip[@]}"
[[ $fast == no ]] && run Groupware.Browser.Tests "${skip[@]}"

check 'dotnet format' formatted

((${#left_out[@]})) && printf 'skipped: %s\n' "$(printf '%s, ' "${left_out[@]}" | sed 's/, $//')"
echo "$passed passed, $failed failed"
((failed == 0))
