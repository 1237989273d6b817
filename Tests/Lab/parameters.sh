# What a run must be told about this lab, and what a shell that works with it wants to know.

write_parameters() {
  cat >"$lab/env" <<END
export LAB=$lab
export LAB_TTL=$1
export LAB_PORT_BASE=$ssh_port
export LAB_ZONE=$zone
export LAB_RESOLVER=$resolver_address:$dns_port
export LAB_NS1=$ns1_address
export LAB_NS2=$ns2_address
export LAB_DNS_PORT=$dns_port
export LAB_WEB_PORT=$web_port
export LAB_SMTP=$resolver_address:$mail_port
export LAB_SSH_CONFIG=$lab/ssh/config
export SITE_DNS_KEY=$dns_key
END
  {
    for host in old new; do
      printf '%s=Host("%s.%s", address: "%s", port: %s, user: "%s", ' \
        "$host" "$host" "$zone" "$(address_of "$host")" "$ssh_port" "$user"
      printf 'identity: "%s", host_key: "%s")\n' \
        "$lab/ssh/key" "$(cut -d ' ' -f 1,2 "$lab/$host/etc/host_key.pub")"
      printf '%s_site=%s\n' "$host" "$lab/$host/srv/site"
    done
    cat <<END
site_name=www.$zone
site_port=$web_port
zone_name=$zone
zone_primary=$ns1_address:$dns_port
zone_key=lab-key
longest_ttl=${1}s
operators_address=operators@$zone
mail_server=$resolver_address:$mail_port
dns.resolver=$resolver_address:$dns_port
dns.port=$dns_port
END
  } >"$lab/params"
}
