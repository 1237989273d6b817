#!/bin/sh
# Notes that @PROGRAM@ ran here, then becomes it: same input, output and exit status.
case ${STILE_ATTEMPT-} in
  '')
    # Nobody's attempt: the runner's own folder is book-keeping, sending a copy changes nothing.
    case " $* " in
      *"$HOME/.stile"* | *' --server --sender '*) exec @REAL@ "$@" ;;
    esac
    ;;
esac
words= count=$#
for word do
  if [ ${#words} -gt 2000 ]; then
    words="$words … $count words"
    break
  fi
  rest=$word word=
  while :; do
    case $rest in
      *\'*) word="$word${rest%%\'*}'\\''" rest=${rest#*\'} ;;
      *) break ;;
    esac
  done
  word=$word$rest
  while :; do
    case $word in
      *'
'*) word="${word%%
*}\\n${word#*
}" ;;
      *) break ;;
    esac
  done
  words="$words${words:+ }'$word'"
done
if [ ${#words} -gt 4000 ]; then
  words=$(printf %.4000s "$words")
fi
printf '%s\t%s\t%s\n' "${STILE_ATTEMPT:--}" @PROGRAM@ "$words" >>@LEDGER@
exec @REAL@ "$@"
