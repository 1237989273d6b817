# What a run can change and an undo puts back, as text: two equal texts are one state. Inode
# numbers, change times and the zone's serial are left out: they count changes.

state() {
  for host in old new; do
    printf '== site on %s\n' "$host"
    [ -e "$lab/$host/srv/site" ] || continue
    (
      cd "$lab/$host/srv/site"
      find . -printf '%P %y %m %U:%G %n %T@ %l\0' | LC_ALL=C sort -z | tr '\n\0' '|\n'
      find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum -z | tr '\n\0' '|\n'
    )
  done
  printf '== name\n'
  dig +noall +answer +tries=1 +time=1 -p "$dns_port" "@$ns1_address" "www.$zone" CNAME |
    tr -s '\t ' ' '
}
