" A line behind an open bracket stands one level further right, its closing bracket does not.

if exists("b:did_indent")
  finish
endif
let b:did_indent = 1

setlocal indentexpr=StileIndent()
setlocal indentkeys=0{,0},0),0],!^F,o,O
let b:undo_indent = "setlocal inde< indk<"

if exists("*StileIndent")
  finish
endif

function StileIndent()
  let above = prevnonblank(v:lnum - 1)
  let level = indent(above)
  if getline(above) =~ '[{(\[]\s*\%(#.*\)\?$'
    let level += shiftwidth()
  endif
  if getline(v:lnum) =~ '^\s*[})\]]'
    let level -= shiftwidth()
  endif
  return max([level, 0])
endfunction
