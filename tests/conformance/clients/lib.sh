# Shared by the client scripts (sourced): arguments URL USER PASSWORD, a throw-away HOME, and counting. Nothing is written beside the scripts.
#   ok NAME COMMAND...   the step passes when the command does;   no NAME COMMAND...   passes when it fails
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
url="${1:-http://localhost:8080/dav/}" user="${2:-alice@example.test}" password="${3:-secret}"
export PYTHONDONTWRITEBYTECODE=1 PATH=/usr/bin:/bin:/usr/sbin:/sbin LC_ALL=C.UTF-8 TZ="${TZ:-Europe/Paris}" HOME; HOME=$(mktemp -d); export XDG_CONFIG_HOME=$HOME/.config XDG_DATA_HOME=$HOME/.local/share XDG_CACHE_HOME=$HOME/.cache
mkdir -p "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_CACHE_HOME"
tag="cl$(tr -dc a-z0-9 </dev/urandom | head -c6)" passed=0 failed=0
dav() { /usr/bin/python3 "$here/dav.py" "$url" "$user" "$password" "$@"; }
need() {                       # need PACKAGE...: ends here when one is missing
  local miss=() p
  for p; do dpkg-query -W -f '${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || miss+=("$p"); done
  [ ${#miss[@]} = 0 ] || { echo "missing packages; an administrator installs them with: apt-get install ${miss[*]}" >&2; exit 2; }
}
ok() { local n=$1; shift; if out=$("$@" 2>&1); then passed=$((passed + 1)); echo "PASS $n"; else failed=$((failed + 1)); echo "FAIL $n: $(tail -n 2 <<<"$out" | tr '\n' ' ' | cut -c1-200)"; fi; }
no() { local n=$1; shift; if out=$("$@" 2>&1); then failed=$((failed + 1)); echo "FAIL $n: succeeded though it should not"; else passed=$((passed + 1)); echo "PASS $n"; fi; }
has() { grep -q -- "$1" "$2"; }                                   # has TEXT FILE
any() { grep -rq -- "$1" "$2"; }                                  # any TEXT FOLDER
says() { local w=$1; shift; "$@" >"$HOME/.says" 2>&1; grep -q -- "$w" "$HOME/.says" || { tail -n 2 "$HOME/.says"; return 1; }; }   # says TEXT COMMAND...
made=()
mk() { local u; u=$(dav "mk$1" "$tag-$2") || { echo "FAIL make $2: no collection could be made"; echo "0 passed, 1 failed"; exit 1; }; made+=("$u"); made_url=$u; }
finish() { local u; for u in "${made[@]:-}"; do [ -z "$u" ] || dav rm "$u" >/dev/null 2>&1; done; rm -rf "$HOME"; echo "$passed passed, $failed failed"; [ "$failed" = 0 ]; }
event() { printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//check//EN\r\nBEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:%s\r\nDTEND:%s\r\nSUMMARY:%s\r\nX-KEEP;X-P=1:kept\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n' "$1" "$2" "$3" "$4"; }
todo() { printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//check//EN\r\nBEGIN:VTODO\r\nUID:%s\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:%s\r\nEND:VTODO\r\nEND:VCALENDAR\r\n' "$1" "$2"; }
card() { printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nUID:%s\r\nFN:%s\r\nN:%s;;;;\r\nEMAIL;TYPE=WORK:%s\r\nX-KEEP;X-P=1:kept\r\nEND:VCARD\r\n' "$1" "$2" "$2" "$3"; }
vdir_config() {                # vdir_config cal|card COLLECTION-URL...: pairs of local folder and server, one collection each
  local kind=$1 type=caldav ext=.ics n=0 u; shift; [ "$kind" = cal ] || { type=carddav ext=.vcf; }
  printf '[general]\nstatus_path = "%s/status/"\n' "$HOME" >"$HOME/vds.conf"
  for u; do n=$((n + 1)); mkdir -p "$HOME/vdir$n"
    cat >>"$HOME/vds.conf" <<CONF
[pair p$n]
a = "local$n"
b = "server$n"
collections = null
conflict_resolution = "b wins"
metadata = ["displayname"]
[storage local$n]
type = "filesystem"
path = "$HOME/vdir$n"
fileext = "$ext"
[storage server$n]
type = "$type"
url = "$u"
username = "$user"
password = "$password"
CONF
  done
}
vds() { vdirsyncer -v ERROR -c "$HOME/vds.conf" "$@" < <(yes); }
