# Three DNS servers: the primary, which takes RFC 2136 updates signed with a key; a secondary that
# nobody notifies, so it follows when its own timer says so; and the caching resolver that all ask.

start_dns() {
  dns_key=$(head -c 32 /dev/urandom | base64 | tr -d '\n')
  write_zone "$1" "$2" >"$lab/ns1/zone"
  cp "$lab/ns1/zone" "$lab/ns2/zone"
  { write_name_server "$ns1_address"; write_primary_zone; } >"$lab/ns1/knot.conf"
  { write_name_server "$ns2_address"; write_secondary_zone; } >"$lab/ns2/knot.conf"
  write_resolver >"$lab/resolver/unbound.conf"
  for server in ns1 ns2; do
    mkdir "$lab/$server/db"
    serve "$server" "$lab/$server" "$(find_tool knotd)" -c knot.conf
  done
  serve resolver "$lab/resolver" "$(find_tool unbound)" -d -p -c unbound.conf
}

# write_zone TTL REFRESH. The last number of the SOA is how long "there is no such name" is kept.
write_zone() {
  cat <<END
\$ORIGIN $zone.
\$TTL $1
@     SOA   ns1 hostmaster 1 $2 1 86400 $1
@     NS    ns1
@     NS    ns2
ns1   A     $ns1_address
ns2   A     $ns2_address
old   A     $(address_of old)
new   A     $(address_of new)
www   CNAME old
END
}

# The name of a socket ends at 107 bytes, that of the lab's folder need not: so the socket for
# control commands goes by the way of the server's working folder.
write_name_server() {
  cat <<END
server:
    rundir: "."
    listen: $1@$dns_port
    udp-workers: 1
    tcp-workers: 1
    background-workers: 1
control:
    listen: "/proc/self/cwd/control"
log:
  - target: stderr
    any: info
database:
    storage: "db"
    journal-db-max-size: 16M
    kasp-db-max-size: 5M
    timer-db-max-size: 1M
END
}

write_primary_zone() {
  cat <<END
key:
  - id: lab-key
    algorithm: hmac-sha256
    secret: $dns_key
remote:
  - id: secondary
    address: $ns2_address
acl:
  - id: update
    key: lab-key
    action: update
  - id: transfer
    address: 127.0.0.0/8
    action: transfer
zone:
  - domain: $zone
    storage: "."
    file: zone
    acl: [update, transfer]
END
}

write_secondary_zone() {
  cat <<END
remote:
  - id: primary
    address: $ns1_address@$dns_port
    via: $ns2_address
zone:
  - domain: $zone
    storage: "."
    file: zone
    master: primary
END
}

write_resolver() {
  cat <<END
server:
    interface: $resolver_address
    port: $dns_port
    outgoing-interface: $resolver_address
    access-control: 127.0.0.0/8 allow
    do-ip6: no
    do-daemonize: no
    use-syslog: no
    username: ""
    chroot: ""
    directory: "."
    pidfile: ""
    num-threads: 1
    module-config: "iterator"
    do-not-query-localhost: no
    local-zone: "test." nodefault
remote-control:
    control-enable: no
stub-zone:
    name: $zone
    stub-addr: $ns1_address@$dns_port
    stub-addr: $ns2_address@$dns_port
END
}

# Asks for a name that nobody waits for: a check must not fill a cache that a test looks at.
check_dns() {
  for address in $ns1_address $ns2_address $resolver_address; do
    expect_up "DNS server $address" dig_answers "$address" "ns1.$zone" A "$ns1_address"
  done
}

dig_answers() {
  [ "$(dig +short +tries=1 +time=1 -p "$dns_port" "@$1" "$2" "$3")" = "$4" ]
}
