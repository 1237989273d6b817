autocmd BufRead,BufNewFile *.stile setfiletype stile
