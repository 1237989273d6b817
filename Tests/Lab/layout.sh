# Where things lie: the folder of the lab, the addresses and the ports of its machines.
#
#   DIR/old DIR/new      one folder a host: home, bin (ledger shims), etc, srv/site, ledger
#   DIR/ns1 DIR/ns2      primary and lagging secondary name server
#   DIR/resolver         the caching resolver
#   DIR/mail             one file a mail that the sink took
#   DIR/ssh              the operator's key and configuration
#   DIR/log DIR/pids     a log and a pid file a server
#   DIR/params           one `name=value` a line, each for one `--set`
#   DIR/env              what a shell that uses the lab sources

resolver_address=127.0.0.10
ns1_address=127.0.0.11
ns2_address=127.0.0.12
zone=community.test

address_of() {
  case $1 in
    old) echo 127.0.0.21 ;;
    new) echo 127.0.0.22 ;;
  esac
}

# Makes the folder's name absolute; nothing is created yet. The name goes into the configuration
# of six servers, so it is kept to letters that none of them gives a meaning.
name_lab() {
  case $1 in
    '' | *[!A-Za-z0-9/._+-]*) complain "the folder's name may hold letters, digits and / . _ + -" ;;
    /*) lab=$1 ;;
    *) lab=$PWD/$1 ;;
  esac
  lab=${lab%/}
  mark=STILE_LAB=$lab
}

make_layout() {
  if [ -e "$lab" ] && [ -n "$(ls -A "$lab")" ]; then
    complain "$lab is not empty; \`lab stop $lab\` removes a lab that is there"
  fi
  mkdir -p "$lab"
  chmod 0700 "$lab"
  : >"$lab/.stile-lab"
  for folder in old new ns1 ns2 resolver mail ssh log pids; do
    mkdir "$lab/$folder"
  done
}

require_lab() {
  [ -e "$lab/.stile-lab" ] || complain "there is no lab in $lab"
  if [ -e "$lab/env" ]; then
    . "$lab/env"
    use_base "$LAB_PORT_BASE"
  fi
}

# The ports are the same on all machines, as they would be on real ones.
use_base() {
  ssh_port=$1
  dns_port=$(($1 + 1))
  web_port=$(($1 + 2))
  mail_port=$(($1 + 3))
}

missing_tools() {
  for tool in sshd ssh ssh-keygen knotd unbound rsync dig curl python3; do
    find_tool "$tool" >/dev/null || printf '%s ' "$tool"
  done
}

# The path of a system's own program: never a wrapper from the caller's PATH.
find_tool() {
  PATH=/usr/sbin:/usr/bin:/sbin:/bin command -v "$1" || command -v "$1"
}
