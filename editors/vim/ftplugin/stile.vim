" How Vim edits a runbook: the style of `stile fmt`.

if exists("b:did_ftplugin")
  finish
endif
let b:did_ftplugin = 1

setlocal expandtab shiftwidth=2 softtabstop=2 textwidth=100
setlocal comments=:##,:# commentstring=#\ %s
setlocal formatoptions-=t formatoptions+=croql
setlocal suffixesadd=.stile
setlocal formatexpr=StileFormat()

let b:undo_ftplugin = "setlocal et< sw< sts< tw< com< cms< fo< sua< fex<"

if exists("*StileFormat")
  finish
endif

" Brings the whole text into the style, whatever part was asked for; one with mistakes stays.
function StileFormat() abort
  if mode() =~# '[iR]'
    return 1
  endif
  let l:formatted = systemlist("stile fmt -", getline(1, "$"))
  if v:shell_error
    echohl ErrorMsg | echomsg get(l:formatted, 0, "stile fmt failed") | echohl None
    return 0
  endif
  let l:view = winsaveview()
  call setline(1, l:formatted)
  silent! execute (len(l:formatted) + 1) . ",$delete _"
  call winrestview(l:view)
  return 0
endfunction
