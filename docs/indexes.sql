-- Indexes for a large site, each of them optional; see docs/performance.md. The app does not know of them, and an upgrade
-- of the app leaves them alone. In MariaDB make them with ALGORITHM=INPLACE, LOCK=NONE (its default where it can);
-- in PostgreSQL write CREATE INDEX CONCURRENTLY, which can't be part of a transaction.

-- Open invoices: invoices.aging, invoices.draft, sepa.outstanding, chapters.overdue.
CREATE INDEX meldkamer_open ON "tabSales Invoice" ("docstatus", "outstanding_amount", "due_date", "member");
-- Invoices that fell due: invoices.collection.
CREATE INDEX meldkamer_due ON "tabSales Invoice" ("due_date", "docstatus", "is_return", "posting_date", "outstanding_amount", "grand_total");
-- The mandates of a batch's lines: sepa.mandates.dormant.
CREATE INDEX meldkamer_mandate ON "tabDirect Debit Batch Invoice" ("parent", "mandate_reference");
