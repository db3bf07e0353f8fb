"""The dose ledger: what was held, what it counts to, and what is left. Pure."""
