# Servers are started in a session of their own, with the lab's mark in their environment; they end
# by pid.

# serve NAME FOLDER COMMAND…: starts a server in the background and notes its pid and its birth.
serve() {
  server=$1 folder=$2
  shift 2
  (
    cd "$folder"
    exec env "$mark" setsid "$@"
  ) </dev/null >"$lab/log/$server" 2>&1 &
  printf '%s %s\n' "$!" "$(birth_of "$!")" >"$lab/pids/$server"
}

# When the kernel started this process, in ticks: a pid that was given to another one differs.
birth_of() {
  { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 0
  set -- ${line##*) }
  echo "${20}"
}

# Is this server still the process that was started?
is_running() {
  read -r pid birth <"$lab/pids/$1" 2>/dev/null && [ "$(birth_of "$pid")" = "$birth" ]
}

all_running() {
  for file in "$lab"/pids/*; do
    is_running "${file##*/}" || return 1
  done
}

# All processes of the lab: its servers, what descends from them (sshd hides its environment), and
# everything that inherited the mark, whoever its parent is now.
lab_processes() {
  {
    for file in "$lab"/pids/*; do
      [ -e "$file" ] || continue
      server=${file##*/}
      ! is_running "$server" || echo "server ${pid}"
    done
    grep -lzxF -- "$mark" /proc/[0-9]*/environ 2>/dev/null | sed 's:^/proc/\([0-9]*\).*:server \1:'
    grep -H '^PPid:' /proc/[0-9]*/status 2>/dev/null | sed 's:^/proc/\([0-9]*\)/.*[^0-9]:child \1 :'
  } | awk '
    $1 == "server" { found[$2] = 1 }
    $1 == "child" { parent[$2] = $3 }
    END {
      do {
        grew = 0
        for (p in parent) if (!(p in found) && parent[p] in found) { found[p] = 1; grew = 1 }
      } while (grew)
      for (p in found) print p
    }'
}

# Ends them all, then takes the folder away. Asks politely for two seconds.
stop() {
  if [ ! -e "$lab/.stile-lab" ]; then
    printf 'lab: there is no lab in %s\n' "$lab" >&2
    return
  fi
  signal=TERM round=0
  while pids=$(lab_processes) && [ -n "$pids" ]; do
    kill -s "$signal" $pids 2>/dev/null || true
    sleep 0.1
    round=$((round + 1))
    [ "$round" -lt 20 ] || signal=KILL
    [ "$round" -lt 60 ] || complain "these processes do not end: $pids"
  done
  chmod -R u+w "$lab"          # a frozen site can't be removed by anybody but root
  rm -rf "$lab"
}
