" How Vim edits a runbook: the style of `stile fmt`.

if exists("b:did_ftplugin")
  finish
endif
let b:did_ftplugin = 1

setlocal expandtab shiftwidth=2 softtabstop=2 textwidth=100
setlocal comments=:##,:# commentstring=#\ %s
setlocal formatoptions-=t formatoptions+=croql
setlocal suffixesadd=.stile
setlocal formatprg=stile\ fmt\ -

let b:undo_ftplugin = "setlocal et< sw< sts< tw< com< cms< fo< sua< fp<"
