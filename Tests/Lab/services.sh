# The mail sink, and one web server a host.

# The sink starts first: who has its port has the whole row of ports, so two labs never share one.
start_mail_and_choose_ports() {
  if [ -n "$1" ]; then
    try_base "$1" || complain "port $1 or one of the three after it is taken"
    return
  fi
  first=$((20000 + $$ % 1000 * 10)) step=0
  while [ "$step" -lt 1000 ]; do
    ! try_base $((20000 + (first + step * 10) % 10000)) || return 0
    step=$((step + 1))
  done
  complain "no free row of ports between 20000 and 30000"
}

try_base() {
  use_base "$1"
  serve mail "$lab/mail" "$python" "$here/mail.py" "$resolver_address" "$mail_port" \
    "$ssh_port" "$dns_port" "$web_port"
  while is_running mail; do
    [ ! -e "$lab/mail/.up" ] || return 0
    sleep 0.02
  done
  return 1
}

start_web() {
  for host in old new; do
    serve "web-$host" "$lab/$host" "$python" "$here/web.py" "$(address_of "$host")" "$web_port" \
      "$host" "$lab/$host/srv/site"
  done
}

# Any HTTP answer will do: a host without a site says 404.
check_web() {
  for host in old new; do
    expect_up "web server of $host" \
      curl -s -m 2 -o /dev/null "http://$(address_of "$host"):$web_port/"
  done
}

check_mail() {
  expect_up 'mail sink' curl -s -m 2 -X NOOP "smtp://$resolver_address:$mail_port/"
}
