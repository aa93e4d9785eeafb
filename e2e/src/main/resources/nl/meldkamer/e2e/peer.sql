-- What one call of the peer's endpoint for Zabbix (get_metrics_for_zabbix of the app verenigingen) asks of the
-- database, as plain SQL; what cannot work there (columns that do not exist) is left out. What is asked across tables
-- is put in the way that costs the databases least: as joins, some would not end on a large site. Parameters as in a
-- catalogue.

-- active members
SELECT COUNT(*) FROM "tabMember" WHERE "status"='Active';
-- members
SELECT COUNT(*) FROM "tabMember";
-- churn
SELECT COUNT(*) FROM "tabMember" WHERE "status"='Terminated' AND "modified" >= :t_30d;
-- active volunteers
SELECT COUNT(*) FROM "tabVolunteer" WHERE "status"='Active';
-- volunteers
SELECT COUNT(*) FROM "tabVolunteer";
-- engaged volunteers
SELECT COUNT(DISTINCT v."name") FROM "tabVolunteer" v JOIN "tabVolunteer Assignment" a ON a."parent"=v."name"
WHERE a."status"='Active' AND (a."end_date" IS NULL OR a."end_date" > :today);
-- donations of today
SELECT SUM("amount") FROM "tabDonation" WHERE "creation" >= :t_today;
-- sales invoices of today
SELECT COUNT(*) FROM "tabSales Invoice" WHERE "docstatus"=1 AND "posting_date" >= :today;
-- dues invoices of today
SELECT COUNT(*) FROM "tabSales Invoice" i WHERE i."docstatus"=1 AND i."posting_date" >= :today
AND i."customer" IN (SELECT m."customer" FROM "tabMembership Dues Schedule" s JOIN "tabMember" m ON m."name"=s."member"
  WHERE s."status"='Active');
-- purchase invoices of today
SELECT COUNT(*) FROM "tabPurchase Invoice" WHERE "docstatus"=1 AND "posting_date" >= :today;
-- errors of an hour
SELECT COUNT(*) FROM "tabError Log" WHERE "creation" >= :t_1h;
-- what the error rate is a share of
SELECT COUNT(*) FROM "tabActivity Log" WHERE "creation" >= :t_1h;
-- expenses to approve
SELECT COUNT(*) FROM "tabVolunteer Expense" WHERE "status"='Submitted';
-- active schedules
SELECT COUNT(*) FROM "tabMembership Dues Schedule" WHERE "status"='Active';
-- schedules
SELECT COUNT(*) FROM "tabMembership Dues Schedule";
-- schedules by frequency
SELECT "billing_frequency", COUNT(*) FROM "tabMembership Dues Schedule" WHERE "status"='Active' GROUP BY "billing_frequency";
-- schedules past their date
SELECT COUNT(*) FROM "tabMembership Dues Schedule" WHERE "status"='Active' AND "next_invoice_date" < :today;
-- members without a membership
SELECT COUNT(*) FROM "tabMember" m WHERE m."status"='Active' AND NOT EXISTS (SELECT 1 FROM "tabMembership" b
  WHERE b."member"=m."name" AND b."status"='Active' AND b."docstatus"=1);
-- members without a schedule
SELECT COUNT(*) FROM "tabMember" m WHERE m."status"='Active' AND NOT EXISTS (SELECT 1
  FROM "tabMembership Dues Schedule" s WHERE s."member"=m."name" AND s."status"='Active');
-- invoices made today
SELECT COUNT(*) FROM "tabSales Invoice" WHERE "docstatus"=1 AND "creation" >= :t_today;
-- dues invoices made today
SELECT COUNT(*) FROM "tabSales Invoice" i WHERE i."docstatus"=1 AND i."creation" >= :t_today
AND i."member" IN (SELECT s."member" FROM "tabMembership Dues Schedule" s WHERE s."status"='Active');
-- the last invoice
SELECT MAX("creation") FROM "tabSales Invoice" WHERE "docstatus"=1;
-- overdue invoices
SELECT COUNT(*) FROM "tabSales Invoice" WHERE "status"='Overdue';
-- outstanding amount
SELECT SUM("outstanding_amount") FROM "tabSales Invoice" WHERE "docstatus"=1;
-- paid invoices of 30 days
SELECT COUNT(*) FROM "tabSales Invoice" WHERE "status"='Paid' AND "creation" >= :t_30d;
-- invoices of 30 days
SELECT COUNT(*) FROM "tabSales Invoice" WHERE "docstatus"=1 AND "creation" >= :t_30d;
