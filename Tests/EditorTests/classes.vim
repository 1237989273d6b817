" Prints, for each file that Vim was given, what its syntax file makes of each character.

let s:classes = {
    \ 'stileComment': 'c', 'stileDoc': 'c', 'stileNumber': 'n', 'stileType': 't',
    \ 'stileWord': 'k', 'stileClause': 'k', 'stileConstant': 'k',
    \ 'stileString': 's', 'stileCommand': 's', 'stileEscape': 's', 'stileCommandEscape': 's',
    \ 'stileHoleMark': 's' }

function s:Line(number)
  let columns = range(1, strlen(getline(a:number)))
  return join(map(columns,
      \ {_, column -> get(s:classes, synIDattr(synID(a:number, column, 0), 'name'), '.')}), '')
endfunction

let s:output = []
for s:file in argv()
  execute 'edit' fnameescape(s:file)
  let s:output += map(range(1, line('$')), {_, number -> s:Line(number)}) + ['', "\f"]
endfor
call writefile(s:output, $STILE_CLASSES)
qall!
