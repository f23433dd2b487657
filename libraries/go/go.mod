module github.com/roompass/roompass/libraries/go

go 1.14
