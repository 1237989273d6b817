extension HostExamination {
  /// What is asked of a host, in plain POSIX sh: a line a fact, its name first. `clean` is set
  /// where folders of ended runs are to be removed.
  ///
  /// The folders are those that a lane's shell makes (`Supervisor`).
  static let script = #"""
    exec 2>/dev/null
    say() { printf '\nstile\t%s\t%s\n' "$1" "$2"; }
    say user "$(id -un)"
    say clock "$(date +%s)"
    [ -r /proc/self/stat ] || say lacks /proc
    for p in setsid mkfifo dd tail tr grep sleep cat date id df; do
      command -v $p >/dev/null || say lacks $p
    done
    if sh -c 'set -o pipefail'; then say pipefail sh
    elif command -v bash >/dev/null; then say pipefail bash
    fi
    for b in "${HOME:-/dev/null}" /var/tmp; do
      q=$b/.stile-doctor-$$
      if (umask 077 && mkdir "$q" && mkfifo "$q/p" && rm "$q/p"); then
        say folder "$b"
        df -Pk "$b" | { read -r l; read -r _ _ _ free l; say free "$free"; }
        b=found
      fi
      rmdir "$q"
      [ "$b" != found ] || break
    done
    for r in "${HOME:-/dev/null}"/.stile/*/* /var/tmp/.stile-*; do
      [ -O "$r" ] && [ ! -L "$r" ] || continue
      if [ ! -e "$r/closed" ]; then [ ! -d "$r/a" ] || say open "$r"
      elif [ -n "$clean" ]; then
        rm -rf "$r" && say removed "$r"
        rmdir "${r%/*}"
      else say closed "$r"
      fi
    done
    say end ''

    """#
}
