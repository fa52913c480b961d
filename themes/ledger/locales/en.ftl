ledger-name = Ledger
ledger-about = For people who live in tables: a menu at the left, compact rows.
