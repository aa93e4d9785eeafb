-- A person settles what was kept apart; what it was, and why it was, nobody changes.
GRANT UPDATE (settled, settled_by) ON quarantine TO audit_writer;
