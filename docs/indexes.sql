-- Indexes for a large site, each of them optional; see performance.md. The app does not know of them, and an upgrade of
-- the app leaves them alone. MariaDB makes them while the tables are in use; in PostgreSQL write CREATE INDEX
-- CONCURRENTLY. In MariaDB put SET sql_mode='ANSI_QUOTES' before, for the double quotes.

-- Open invoices and drafts: invoices.aging, invoices.draft, sepa.outstanding, chapters.overdue.
CREATE INDEX meldkamer_open ON "tabSales Invoice" ("docstatus", "outstanding_amount", "due_date", "member");
-- Invoices that fell due: invoices.collection.
CREATE INDEX meldkamer_due ON "tabSales Invoice" ("due_date", "docstatus", "is_return", "posting_date", "outstanding_amount", "grand_total");
-- The lines of a batch, in the index instead of all over the table: sepa.batches.doubled, sepa.batches.totals,
-- sepa.collection, sepa.lines, sepa.reasons, sepa.mandates.dormant.
CREATE INDEX meldkamer_lines ON "tabDirect Debit Batch Invoice" ("parent", "status", "invoice", "amount", "mandate_reference", "result_code");
