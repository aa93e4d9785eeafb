-- Who moves a cursor looks where it is, and who keeps bytes apart learns their number.
GRANT SELECT ON cursor TO audit_writer;
GRANT SELECT (number) ON quarantine TO audit_writer;
