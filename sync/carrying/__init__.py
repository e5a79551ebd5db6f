"""Carry by hand: entries, a feed and receipts in encrypted files, where no line is.

`docs/protocol.md` says what lies in such a file. `keys` wraps the file's key for those who
may read it, `heading` says in the clear what it is, `chunks` seals its pieces, `writing` and
`reading` make a file of them; `outgoing` and `incoming` are what a desk does with files.
"""
