module threadmill

go 1.22
