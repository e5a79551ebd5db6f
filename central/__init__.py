"""The centre: takes in what desks push, gives each site its feed, projects people's records.

One process serves HTTP; its state is one database, SQLite by default or PostgreSQL by URL.
`docs/protocol.md` says what it does on the wire, `central.administration` what IT does.
"""
