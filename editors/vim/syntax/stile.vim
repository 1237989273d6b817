" Vim syntax of Stile, a language for runbooks.

if exists("b:current_syntax")
  finish
endif

syn cluster stileCode contains=stileWord,stileClause,stileConstant,stileType,stileNumber,stileMember
syn cluster stileCode add=stileString,stileCommand,stileComment,stileDoc

" A word is no keyword as a label, before a colon, or as a member, behind a dot.
syn match stileWord /^stile\ze\s\+\d/
syn match stileWord /\<\%(use\|param\|secret\|let\|record\|enum\|fn\|probe\)\>\%(\s*:\)\@!/
syn match stileWord /\<\%(action\|procedure\|runbook\|policy\|test\)\>\%(\s*:\)\@!/
syn match stileWord /\<\%(var\|stage\|step\|verify\|ensure\|undo\|irreversible\)\>\%(\s*:\)\@!/
syn match stileWord /\<\%(wait\|notify\|confirm\|manual\|sample\|parallel\|for\)\>\%(\s*:\)\@!/
syn match stileWord /\<\%(if\|match\|try\|return\|break\|expect\|given\|else\)\>\%(\s*:\)\@!/
syn match stileWord /\<\%(catch\|simulate\|fail\|run\|succeeds\|ask\|rehearse\)\>\%(\s*:\)\@!/
syn match stileWord /\<\%(and\|or\|not\|some\)\>\%(\s*:\)\@!/
syn match stileClause /\<\%(on\|as\|in\|by\|within\|every\|holding\|retry\|tags\)\>\%(\s*:\)\@!/
syn match stileClause /\<\%(safe\|batch\|when\|reverts\|env\|stdin\|allow\)\>\%(\s*:\)\@!/
syn match stileClause /\<\%(reboots\|subject\|required\|alert\)\>\%(\s*:\)\@!/
syn match stileConstant /\<\%(true\|false\|none\)\>\%(\s*:\)\@!/

syn match stileType /\<\u\w*\>/
syn match stileMember /\.\s*\h\w*/
syn match stileNumber /\<\d\w*\>/
syn match stileNumber /\<\d\+\.\d\+\>/
syn match stileNumber /\<\d\d:\d\d\>/
syn match stileNumber /\<\d\{4}-\d\d-\d\d\%(T[0-9:.]\+\%(Z\|[+-][0-9:]\+\)\?\)\?/

" Of several that begin at one place the last one counts: so blocks stand behind texts of one line.
syn region stileString start=/"/ skip=/\\./ end=/"/ oneline contains=stileEscape,stileHole
syn region stileString start=/\<r"/ end=/"/ oneline
syn region stileString start=/"""\s*$/ end=/^\s*"""/ contains=stileEscape,stileHole
syn region stileCommand start=/`/ skip=/\\`/ end=/`/ oneline contains=stileCommandEscape,stileHole
syn region stileCommand start=/`\s*$/ end=/^\s*`/ contains=stileCommandEscape,stileHole
syn match stileEscape /\\\%(u{\x\+}\|#{\|.\)/ contained
syn match stileCommandEscape /\\\%(`\|#{\)/ contained
syn region stileHole matchgroup=stileHoleMark start=/#{/ end=/}/ contained
    \ contains=@stileCode,stileBraces
syn region stileBraces start=/{/ end=/}/ contained transparent contains=@stileCode,stileBraces

syn match stileComment /#.*$/ contains=@Spell
syn match stileDoc /^\s*##.*$/ contains=@Spell

" A block may be long, and files are short.
syn sync fromstart

hi def link stileWord Keyword
hi def link stileClause Statement
hi def link stileConstant Constant
hi def link stileType Type
hi def link stileNumber Number
hi def link stileString String
hi def link stileCommand String
hi def link stileEscape SpecialChar
hi def link stileCommandEscape SpecialChar
hi def link stileHoleMark Delimiter
hi def link stileComment Comment
hi def link stileDoc SpecialComment

let b:current_syntax = "stile"
