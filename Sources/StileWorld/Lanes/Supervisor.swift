/// The script that a lane's shell reads first: it runs each command once, under a claim, and keeps
/// what became of it. Plain POSIX sh, and no program that a Linux of 2007 lacks.
///
/// The client sets `run`, `E` (epoch, six digits) and `N` (nonce) before it, and in each request
/// `k` (a fresh token), `i` (attempt), `w` (seconds or ''), `f` (1: there is a `feed`), `m` (1:
/// stderr apart), `u` (a user other than the one who logs in, or ''). `$R/eEPOCH/NONCE` is the
/// fence. Of an attempt the base folder `$R` keeps `a/ID`, the claim, and `ID.out` and `ID.err`
/// with what was cut off in `.end`, and `ID.late`. To make a file costs more than all else that
/// the script does itself, so the claim holds the rest:
///
///     none open                 the room for `3 end    `, taken before the disk can be full
///     PROCESS BIRTH BOOT        of its supervisor
///     as USER                   who runs it, where that is not who logs in
///     pid PROCESS               of the command
///     all out                   this output is whole
enum Supervisor {
  static let script = #"""
    say() { printf '\n%s %s\n' "$k" "$*"; }
    fence() { set -- "$R"/e??????; shift $(($# - 1)); [ "$1" = "$R/e$E" ] && [ -d "$1/$N" ]; }
    # what only waits to be collected is gone
    birth() {
      b=; read -r l <"/proc/$1/stat" || return
      l=${l##*) }; set -- $l; case $1 in [ZX]) ;; *) b=${20} ;; esac
    }
    # O_EXCL: one process wins
    claim() { set -C; { echo "$1" >"$d"; } 2>/dev/null; c=$?; set +C; return $c; }
    given() { :; }
    # $1: the base journaled before, or ''
    hello() {
      um=$(umask); umask 077; trap : USR1; R=$1; me=$$; birth $me; mine="$me $b"
      read -r boot </proc/sys/kernel/random/boot_id || boot=none
      [ -n "$R" ] || choose
      case $R in /var/tmp/*)
        [ -O "$R" ] && [ ! -L "$R" ] || { say unfit "$R is not ours"; return 1; }
      esac
      [ -d "$R/a" ] || { say lost "$R"; return 1; }
      mkdir "$R/e$E" 2>/dev/null && mkdir "$R/e$E/$N"
      fence || { say fenced "$R"/e*/*; return 1; }
      pipes || { say unfit "no named pipe can be made in $R"; return 1; }
      setsid=$(command -v setsid) || { say unfit 'there is no setsid'; return 1; }
      [ -n "$b" ] || { say unfit 'there is no /proc'; return 1; }
      machine=$(cat /etc/machine-id 2>/dev/null) || machine=none
      pipefail=$(sh -c 'set -o pipefail' 2>/dev/null && echo sh || command -v bash || echo none)
      say bound "$boot" "$me" "$(date +%s)" "$machine" "$pipefail" "$(id -un)" "$R"
      (cd "$R/a" && echo *); say .
    }
    choose() {
      for R in "${HOME:-/dev/null}/.stile/$run" "/var/tmp/.stile-${run%%/*}-${run#*/}" /dev/null; do
        mkdir -p "$R/a" && rm -f "$R/closed" && break
      done 2>/dev/null
    }
    pipes() { rm -f "$R/q$me".*; q=$R/q$me.$i; mkfifo "$q.o" "$q.e"; }
    # whether sudo lets us be this user is asked once a lane
    become() {
      [ -n "$u" ] || return 0
      case " $became " in *" $u "*) return ;; esac
      if ! id -u "$u" >/dev/null 2>&1; then say denied unknown
      elif ! command -v sudo >/dev/null; then say denied sudo
      elif ! why=$(sudo -n -u "$u" -- sh 2>&1 </dev/null); then say denied no; echo "$why"
      else became="$became $u"; return; fi
      say .; return 1
    }
    # "$@": words
    launch() {
      become || return 0
      d=$R/a/$i n=0
      if claim "none open
    $mine $boot"; then
        if fence; then supervise "$@"; else echo void >"$d"; fi
      elif [ ! -e "$d" ] && ! fence; then
        # whoever has the run now has ended it, and took the folder of the claims away
        say state void; say .; return
      fi 2>/dev/null
      report
    }
    supervise() {
      (exec <"$q.o" >/dev/null 2>&1; cap out 2048) & o=$!; e=; z=; p=$q.o
      [ -z "$m" ] || { p=$q.e; (exec <"$q.e" >/dev/null 2>&1; cap err 512) & e=$!; }
      [ -z "$w" ] || { limit >/dev/null 2>&1 & z=$!; }
      case $f in '') (go "$@") </dev/null ;; *) feed | (go "$@") ;; esac >"$q.o" 2>"$p"; r=$?
      [ -z "$z" ] || [ -e "$d.late" ] || kill $z
      until printf '%-9s' "$r end" 1<>"$d" || [ $n = 99 ]; do n=$((n + 1)); sleep 5; done
      # a daemon may hold the pipes: the client sends USR1 after 1 s
      say ended $r; wait $o $e || pipes
    }
    go() {
      umask "$um"; export STILE_ATTEMPT="$i"
      read -r c l </proc/self/stat; echo "${u:+as $u
    }pid $c" >>"$d"
      set -- "$setsid" ${u:+sudo -n -u "$u" --} "$@"; given && exec "$@"
    }
    cap() {
      ulimit -c 0; ulimit -f "$2"
      dd bs=4096 2>/dev/null >"$d.$1" || tail -c 65536 >"$d.$1.end"
      echo "all $1" >>"$d"
    }
    limit() {
      sleep "$w" & z=$!
      trap 'kill $z; exit' TERM
      wait $z; : >"$d.late"; hit TERM; sleep 5; hit KILL; scan KILL
    }
    hit() { look; { [ -n "$c" ] && kill "-$1" "-$c"; } 2>/dev/null || scan "$1"; }
    # only a process's own user may look at its environment, and end it
    scan() {
      ${u:+sudo -n -u "$u" --} sh -c 'for p in /proc/[0-9]*; do
        tr "\0" "\n" <"$p/environ" | grep -qx "STILE_ATTEMPT=$2" && kill "-$1" "${p#/proc/}"
      done' sh "$1" "$i"
    } 2>/dev/null
    # an unclaimed attempt is claimed here, as void
    settle() { d=$R/a/$i; claim void; report; }
    look() {
      s=stuck r= x= c= whole=
      {
        read -r r x2; read -r p x b2; [ -z "$r" ] || s=bare
        while read -r l y; do
          case $l in as) u=$y ;; pid) c=$y ;; all) whole="$whole $y" ;; esac
        done
      } 2>/dev/null <"$d"
      if [ "$r" = void ]; then s=void
      elif [ "$x2" = end ]; then s="ended $r"
      elif [ -n "$x" ]; then
        birth "$p"; s=dead; [ "$b" != "$x" ] || s=alive; [ "$b2" = "$boot" ] || s=rebooted
      fi 2>/dev/null
    }
    # what is told goes out in one piece where it can: each piece is a packet of its own
    tell() { t="$t
    $k $*
    "; }
    left() {
      for x in out out.end err err.end late; do
        [ ! -e "$d.$x" ] || { tell $x; [ ! -s "$d.$x" ] || { printf %s "$t"; t=; cat "$d.$x"; }; }
      done
      for x in out err; do
        [ ! -e "$d.$x" ] || case $whole in *" $x"*) ;; *) tell open $x ;; esac
      done
      tell .; printf %s "$t"
    }
    report() { look; t=; tell state $s; left; }
    sweep() { for x; do rm -f "$R/a/$x".*; done; say .; }
    # the end of what an attempt has written so far
    peek() {
      say peek; x=out; [ -s "$R/a/$i.out" ] || x=err
      tail -c 4096 "$R/a/$i.$x" 2>/dev/null; say .
    }
    # only where its supervisor lives is an attempt's process known by its number
    stop() {
      d=$R/a/$i; claim void; look
      case $s in alive) hit TERM ;; dead) scan TERM ;; *) report; return ;; esac
      fade; case $s in alive) hit KILL ;; esac; scan KILL; fade; report
    }
    fade() { n=0; while look; [ "$s" = alive ] && [ $n -lt 5 ]; do n=$((n + 1)); sleep 1; done; }
    # no claim, no fence, always a limit
    probe() {
      become || return 0
      d=$R/p$me.$i n=99; echo 'none open' >"$d"; supervise "$@"
      was=$r; look; t=; tell state ended $was; left; rm -f "$d" "$d".*
    }
    bye() { rm -rf "$R/a" "$R"/q* "$R"/p*; : >"$R/closed"; say .; }

    """#
}
