"""Keeping: tables, one repository per topic, the transaction, the outbox, migrations."""
