# The hosts' own ledger: each program that changes files is a shim on the host's PATH. It appends
# one line, then becomes the program; so a change that was made twice stands there twice.
#
#   ATTEMPT<tab>PROGRAM<tab>'WORD' 'WORD' …
#
# ATTEMPT is what the runner calls the launch, or `-` for somebody else's. A line is one write to a
# file opened for appending, shorter than a buffer of any shell, so lines never mix.

ledger_programs='chgrp chmod chown cp install ln mkdir mv rm rmdir rsync setfacl setfattr shred
  sponge tar tee touch truncate unlink'

write_shims() {
  host=$1
  ledger=$lab/$host/ledger
  : >"$ledger"
  for program in $ledger_programs; do
    real=$(find_tool "$program") || continue
    sed -e "s:@LEDGER@:$ledger:" -e "s:@PROGRAM@:$program:" -e "s:@REAL@:$real:" \
      "$here/shim.sh" >"$lab/$host/bin/$program"
    chmod 0755 "$lab/$host/bin/$program"
  done
}
