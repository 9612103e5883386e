# Debian packages, for run.sh and test.sh (sourced).

# The mail host; without the extras mail works, but bodies of attachments are not searched.
mail_packages=(dovecot-imapd dovecot-lmtpd dovecot-managesieved dovecot-sieve dovecot-auth-lua)
mail_extras=(dovecot-fts-xapian poppler-utils catdoc unzip)

installed() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q '^install ok installed$'; }

# Which of these packages are there, in one question: " a b c ".
installed_of() { (($#)) || return 0; dpkg-query -W -f='${Status}\t${Package}\n' "$@" 2>/dev/null | sed -n 's/^install ok installed\t//p' | tr '\n' ' ' | sed 's/^/ /' || true; }

# Debian starts a server it has just installed, on ports of its own: a policy that says no stands in the way while we install.
install_packages() {
  printf 'Installing: %s\n' "$*"
  local policy=/usr/sbin/policy-rc.d mine=no ok=yes log service
  log=$(mktemp)
  if [[ ! -e $policy ]]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"; chmod 755 "$policy"; mine=yes
  fi
  { apt-get -o DPkg::Lock::Timeout=600 update -qq &&
    DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1 </dev/null || ok=no
  [[ $mine == yes ]] && rm -f "$policy"
  if [[ $ok == no ]]; then
    tail -n 5 "$log" >&2; rm -f "$log"
    printf 'Groupware: the packages could not be installed; an administrator tries: apt-get install %s\n' "$*" >&2
    exit 1
  fi
  rm -f "$log"
  # the suite runs servers of its own; those of the packages would start at the next boot
  if [[ -d /run/systemd/system ]]; then
    for service in dovecot postfix; do
      if [[ " $* " == *" $service"* ]]; then systemctl disable --now --quiet "$service" 2>/dev/null || true; fi
    done
  fi
}

# The system user that owns the mail when the suite runs as root.
make_mail_user() {
  local user=${MailHost__User:-vmail}
  getent passwd "$user" >/dev/null || useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "$user"
}
