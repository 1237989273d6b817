# Two machines with ssh: `old`, which has the site, and `new`, which has nothing yet.

start_hosts() {
  # sshd that starts as root wants its empty folder; a package makes it only when a service starts.
  [ "$(id -u)" != 0 ] || mkdir -p /run/sshd
  user=$(id -un)
  new_key "$lab/ssh/key" operator
  for host in old new; do
    mkdir -p "$lab/$host/home" "$lab/$host/bin" "$lab/$host/etc" "$lab/$host/srv"
    chmod 0700 "$lab/$host/home"
    new_key "$lab/$host/etc/host_key" "$host.$zone"
    new_key "$lab/$host/etc/key" "$user@$host.$zone"
    write_shims "$host"
  done
  for host in old new; do
    cat "$lab/ssh/key.pub" "$lab/old/etc/key.pub" "$lab/new/etc/key.pub" \
      >"$lab/$host/etc/authorized_keys"
    write_sshd_config >"$lab/$host/etc/sshd_config"
    write_ssh_config "$lab/$host/etc/key" "$lab/$host/etc" >"$lab/$host/etc/ssh_config"
    # The machine's own /etc/ssh/ssh_config, so that `rsync old.…:` works from `new`.
    printf '#!/bin/sh\nexec %s -F %s "$@"\n' "$(find_tool ssh)" "$lab/$host/etc/ssh_config" \
      >"$lab/$host/bin/ssh"
    chmod 0755 "$lab/$host/bin/ssh"
    serve "ssh-$host" "$lab/$host" "$(find_tool sshd)" -D -e -f "$lab/$host/etc/sshd_config"
  done
  write_ssh_config "$lab/ssh/key" "$lab/ssh" >"$lab/ssh/config"
  make_site "$lab/old/srv/site"
}

new_key() {
  ssh-keygen -q -t ed25519 -N '' -C "$2" -f "$1"
}

write_sshd_config() {
  cat <<END
ListenAddress $(address_of "$host"):$ssh_port
HostKey $lab/$host/etc/host_key
PidFile $lab/$host/sshd.pid
AuthorizedKeysFile $lab/$host/etc/authorized_keys
AuthenticationMethods publickey
PermitRootLogin prohibit-password
UsePAM no
StrictModes no
UseDNS no
PrintMotd no
PrintLastLog no
PermitUserRC no
MaxStartups 100
SetEnv "HOME=$lab/$host/home" "PATH=$lab/$host/bin:/usr/bin:/bin:/usr/sbin:/sbin" "$mark"
END
}

# write_ssh_config KEY FOLDER: a client's configuration that reads nothing of this machine's own.
write_ssh_config() {
  for peer in old new; do
    printf '[%s]:%s %s\n' "$(address_of "$peer")" "$ssh_port" \
      "$(cut -d ' ' -f 1,2 "$lab/$peer/etc/host_key.pub")"
  done >"$2/known_hosts"
  for peer in old new; do
    cat <<END
Host $peer $peer.$zone
  HostName $(address_of "$peer")
END
  done
  cat <<END
Host *
  Port $ssh_port
  User $user
  IdentityFile $1
  IdentitiesOnly yes
  IdentityAgent none
  UserKnownHostsFile $2/known_hosts
  GlobalKnownHostsFile /dev/null
  StrictHostKeyChecking yes
  BatchMode yes
  ConnectTimeout 5
END
}

# The site has what a copy may lose or a freeze may get wrong: modes of every kind, a hard link,
# links to a file, to a folder and to nowhere, an empty file or folder, and names with spaces,
# quotes, a dollar sign, a leading dash and a new line. The times are fixed.
make_site() {
  mkdir -p "$1/images" "$1/drafts" "$1/incoming"
  (
    cd "$1"
    printf '<!doctype html>\n<title>Community</title>\n<h1>Hello</h1>\n' >index.html
    printf 'User-agent: *\nDisallow: /drafts/\n' >robots.txt
    printf '#!/bin/sh\necho counted\n' >count.cgi
    printf 'not yet\n' >drafts/plan.txt
    awk 'BEGIN { for (i = 0; i < 20000; i++) print "line", i }' >images/map.svg
    : >images/empty.png
    ln index.html welcome.html
    ln -s index.html home
    ln -s images pictures
    ln -s nowhere dangling
    echo one >'name with spaces.txt'
    echo two >'it'\''s "quoted" $(touch oops) `oops`.txt'
    echo three >-n
    echo four >'two
lines.txt'
    echo five >'grüße.txt'
    chmod 0644 index.html robots.txt images/*
    chmod 0755 . images count.cgi
    chmod 0750 drafts
    chmod 2775 incoming
    chmod 0600 drafts/plan.txt
    chmod 0664 'name with spaces.txt' './-n'
    chmod 0666 it*
    chmod 0444 'two
lines.txt'
    chmod 0640 'grüße.txt'
    find . -exec touch -h -d '2026-03-01T12:00:00Z' {} +
  )
}

check_hosts() {
  for host in old new; do
    expect_up "sshd of $host" ssh -F "$lab/ssh/config" "$host" true
  done
}
