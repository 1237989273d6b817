/// The hook that refuses a commit whose `.stile` files are not in good style.
enum PreCommitHook {
  /// By this line a hook is known to be ours.
  static let mark = "# Written by `stile git setup`, which may write it again."

  /// It looks at what is staged, not at what lies in the work tree.
  static let text = #"""
    #!/bin/sh
    \#(mark)
    # Refuses a commit with `.stile` files that have mistakes or are not in good style.
    set -eu
    staged=$(mktemp -d)
    trap 'rm -rf "$staged"' EXIT
    git diff --cached --name-only --diff-filter=ACMR -z -- '*.stile' |
      git checkout-index -z --stdin --prefix="$staged/"
    [ -n "$(ls -A "$staged")" ] || exit 0
    if ! (cd "$staged" && stile fmt --check); then
      echo 'stile: not committed; `stile fmt` and `git add`, or commit with --no-verify' >&2
      exit 1
    fi

    """#
}
