#!/usr/bin/env bash
# Sets up what is missing and starts everything: mail host, database, web. Prints the address when every part answers. ./run.sh --help
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
umask 022

app=   # where the program is that is started: artifacts/app-…, named after what it was built of
source deploy/packages.sh

say() { printf '%s\n' "$*"; }
die() { printf 'Groupware: %s\n' "$*" >&2; exit 1; }
setting() { [[ "${!1:-}" =~ ^([Ff]alse|0|[Nn]o)$ ]] && echo off || echo on; }

usage() {
  cat <<'HELP'
Usage: ./run.sh [--no-demo] [--no-build]      start everything in the foreground; Ctrl-C stops it
       ./run.sh --build                       build only: after an update, for what is started with --no-build
       ./run.sh admin help                    people, passwords, domains, groups on the command line
       ./run.sh --version | --help

The first start on an empty data folder makes demo accounts (password "secret") and fills them; --no-demo leaves them out and
asks for the first administrator (or takes Admin__Address and Admin__Password).

As root, missing packages are installed. As an ordinary user they are named, and mail runs without Postfix.

Settings (environment; any other setting of README.md too):
  GROUPWARE_URL              http://localhost:8080      where the web listens
  GROUPWARE_DATA             ./data                     everything the suite writes
  GROUPWARE_PROXY                                       addresses of reverse proxies whose headers are believed
  Storage__Provider          Sqlite                     or Postgres, with Storage__ConnectionString
  MailHost__Enabled          true                       false: use an existing mail host
  MailHost__ImapPort 14300, SubmissionPort 14587, SmtpPort 14025, SievePort 14190, LmtpPort 14024,
  SaslPort 14999, SuitePort 14800, MapPort 14801, DoveadmPort 14802     all on 127.0.0.1

A second instance beside the first:
  GROUPWARE_URL=http://localhost:8090 GROUPWARE_DATA=./data2 MailHost__ImapPort=24300 MailHost__SubmissionPort=24587 \
  MailHost__SmtpPort=24025 MailHost__SievePort=24190 MailHost__LmtpPort=24024 MailHost__SaslPort=24999 \
  MailHost__SuitePort=24800 MailHost__MapPort=24801 MailHost__DoveadmPort=24802 ./run.sh

An existing mail host:
  MailHost__Enabled=false Directory__Source=Imap Mail__Imap__Host=imap.example.net Mail__Imap__Port=993 Mail__Imap__Security=Tls \
  Mail__Smtp__Host=smtp.example.net Mail__Smtp__Port=465 Mail__Smtp__Security=Tls ./run.sh
HELP
}

version() { sed -n 's:.*<VersionPrefix>\(.*\)</VersionPrefix>.*:Groupware \1:p' Directory.Build.props; }

demo=true build=true start=true
admin=()
while (($#)); do
  case "$1" in
    --help|-h) usage; exit 0 ;;
    --version) version; exit 0 ;;
    --no-demo) demo=false ;;
    --no-build) build=false ;;
    --build) start=false ;;
    admin) shift; admin=(admin "$@"); break ;;
    *) printf 'Groupware: "%s" is not an option of run.sh; ./run.sh --help lists them.\n' "$1" >&2; exit 2 ;;
  esac
  shift
done

# ---- packages -------------------------------------------------------------------------------------------------------------------

need_packages() {
  local missing=() soft=() want=() package
  if [[ $(setting MailHost__Enabled) == on ]]; then
    want=("${mail_packages[@]}"); soft=("${mail_extras[@]}")
    [[ $EUID == 0 ]] && want+=(postfix)
  fi
  local present
  present=$(installed_of "${want[@]}" "${soft[@]}")
  for package in "${want[@]}"; do [[ $present == *" $package "* ]] || missing+=("$package"); done
  # Node.js often comes from elsewhere than Debian's packages
  if [[ $build == true ]]; then
    command -v node >/dev/null || missing+=(nodejs)
    command -v npm >/dev/null || missing+=(npm)
  fi
  if [[ $EUID == 0 ]]; then
    for package in "${soft[@]}"; do [[ $present == *" $package "* ]] || missing+=("$package"); done
    ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
    [[ $(setting MailHost__Enabled) == on ]] && make_mail_user
    return 0
  elif ((${#missing[@]})); then
    printf 'Groupware: these packages are missing: %s\n' "${missing[*]}" >&2
    printf 'An administrator installs them with:\n  apt-get install %s\n' "${missing[*]}${soft[*]:+ ${soft[*]}}" >&2
    [[ " ${missing[*]}" != *" dovecot-"* ]] ||
      printf 'Or, without Dovecot, use an existing mail host:\n  MailHost__Enabled=false Directory__Source=Imap Mail__Imap__Host=imap.example.net Mail__Imap__Port=993 Mail__Imap__Security=Tls ./run.sh\n' >&2
    exit 1
  fi
}

# ---- build ----------------------------------------------------------------------------------------------------------------------

need_sdk() {
  command -v dotnet >/dev/null || die "The .NET SDK 10.0 is not installed: https://dotnet.microsoft.com/download"
  dotnet --version >/dev/null 2>&1 || die "The .NET SDK on this machine is not the one that global.json asks for: install the .NET SDK 10.0."
}

# What the build is made of, by name, size and time: much faster than asking MSBuild whether there is anything to do.
fingerprint() {
  { find src wwwroot Directory.Build.props Directory.Build.targets Directory.Packages.props global.json \
      \( -name bin -o -name obj -o -name node_modules -o -path wwwroot/lib \) -prune -o -type f -printf '%p %s %T@\n' | LC_ALL=C sort; } | sha256sum | cut -c1-16
}

# Two starts at once in one folder: the second waits for the first one's build and finds nothing left to do.
need_build() {
  app=artifacts/app-$(fingerprint)   # of what is there when the build begins: a file changed meanwhile is built next time
  if [[ -f $app/Groupware.Web.dll ]]; then touch "$app" 2>/dev/null || true; return; fi
  need_sdk
  mkdir -p artifacts 2>/dev/null && [[ -w artifacts ]] || die "The folder $PWD/artifacts cannot be written by $(id -un): give this folder to that user."
  exec 9>artifacts/lock
  flock -n 9 || { say "Waiting for another start that builds …"; flock 9; }
  if [[ -f $app/Groupware.Web.dll ]]; then flock -u 9; exec 9>&-; return; fi
  say "Building (the first time takes a minute or two) …"
  local log=artifacts/build.log
  rm -rf artifacts/*.new
  if ! build_or_stop publish >"$log" 2>&1; then
    tail -n 20 "$log" >&2; rm -rf "$app.new"
    die "The build failed; the whole log is in $PWD/$log."
  fi
  mv "$app.new" "$app"
  remove_old
  flock -u 9; exec 9>&-
}

# Programs of before, but for those that a suite beside this one runs from.
remove_old() {
  local old
  for old in artifacts/app-*; do
    [[ $old == "$app" ]] || grep -qsF "$old/Groupware.Web.dll" /proc/[0-9]*/cmdline || rm -rf "$old"
  done
}

# The one that was built or started last.
newest_build() { local all; all=$(ls -td artifacts/app-????????????????/ 2>/dev/null) || true; app=${all%%/$'\n'*}; app=${app%/}; }

publish() {
  command -v npm >/dev/null || { echo "npm is missing"; return 1; }
  DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 dotnet publish src/Groupware.Web -c Release -o "$app.new" -v quiet -nologo --disable-build-servers
}

# In a process group of its own: a signal that only reaches this shell ends the compilers too, and takes away what they have half made.
build_or_stop() {
  local code=0
  set -m
  "$@" </dev/null &
  local group=$!
  set +m
  trap 'trap - TERM INT HUP; kill -TERM -- -'"$group"' 2>/dev/null || true; wait '"$group"' || true; rm -rf "$app.new"; exit 143' TERM INT HUP
  wait "$group" || code=$?
  trap - TERM INT HUP
  return "$code"
}

# ---- go -------------------------------------------------------------------------------------------------------------------------

newest_build
if ((${#admin[@]})); then
  [[ -f $app/Groupware.Web.dll ]] || { need_sdk; need_packages; need_build; }
else
  command -v dotnet >/dev/null || need_sdk
  need_packages
  [[ $build == true ]] && need_build
  [[ -f $app/Groupware.Web.dll ]] || die "Nothing is built yet: start once without --no-build."
  [[ $start == true ]] || exit 0
fi

# As root the mail system works as users of its own, who cannot pass a closed folder such as /root.
closed_folder() {
  local folder; folder=$(realpath -m "$1")
  while [[ $folder != / ]]; do
    folder=$(dirname "$folder")
    if [[ -d $folder && $(( 0$(stat -c %a "$folder") & 1 )) == 0 ]]; then echo "$folder"; return 0; fi
  done
  return 0
}
if [[ -z ${GROUPWARE_DATA:-} ]]; then
  GROUPWARE_DATA=$PWD/data
  if [[ $EUID == 0 && $(setting MailHost__Enabled) == on ]]; then
    closed=$(closed_folder "$GROUPWARE_DATA")
    if [[ -n $closed ]]; then
      GROUPWARE_DATA=/var/lib/groupware
      ((${#admin[@]})) || say "$closed is closed to the mail system's users, so the data is in $GROUPWARE_DATA (GROUPWARE_DATA overrides)."
    fi
  fi
fi
export GROUPWARE_DATA
# the demo's people live in the suite's own directory and mail host
[[ $(setting MailHost__Enabled) == on && ${Directory__Source:-Database} != [Ii]map ]] || demo=false
[[ ${#admin[@]} == 0 && -z ${GROUPWARE_DEMO:-} ]] && export GROUPWARE_DEMO=$demo
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Production}

# The web process takes this shell's place: it starts, watches and stops the mail host itself.
exec dotnet "$app/Groupware.Web.dll" "${admin[@]}"
