-- What the items say, asked of the database in plain SQL: to hold the truth against.
-- M1
SELECT COALESCE("status",'') AS dim, COUNT(*) AS n FROM "tabMember" GROUP BY dim;
-- M2
SELECT COALESCE(SUM(CASE WHEN "member_since" = :today THEN 1 ELSE 0 END),0) AS d0, COALESCE(SUM(CASE WHEN "member_since" = :d_m1 THEN 1 ELSE 0 END),0) AS d1, COALESCE(SUM(CASE WHEN "member_since" > :d_m7 THEN 1 ELSE 0 END),0) AS d7, COUNT(*) AS d30
FROM "tabMember" WHERE "member_since" > :d_m30 AND "member_since" <= :today AND COALESCE("status",'') <> 'Rejected';
-- M3
SELECT "termination_type" AS dim, SUM(CASE WHEN "execution_date" > :t_24h THEN 1 ELSE 0 END) AS d1, SUM(CASE WHEN "execution_date" > :t_7d THEN 1 ELSE 0 END) AS d7, COUNT(*) AS d30
FROM "tabMembership Termination Request" WHERE "status"='Executed' AND "execution_date" > :t_30d AND "modified" > :t_30d GROUP BY "termination_type";
-- E1
SELECT COALESCE(SUM(CASE WHEN "creation" > :t_5m THEN 1 ELSE 0 END),0) AS m5, COALESCE(SUM(CASE WHEN "creation" > :t_1h THEN 1 ELSE 0 END),0) AS h1, COUNT(*) AS d1, COALESCE(SUM(CASE WHEN "seen"=0 THEN 1 ELSE 0 END),0) AS unseen, COUNT(DISTINCT "method") AS kinds FROM "tabError Log" WHERE "modified" > :t_24h AND "creation" > :t_24h;
-- E3
SELECT "method" AS title, COUNT(*) AS n, MIN("creation") AS first_seen, MAX("creation") AS last_seen FROM "tabError Log" WHERE "modified" > :t_24h AND "creation" > :t_24h GROUP BY "method" ORDER BY n DESC, last_seen DESC LIMIT 10;
-- P1
SELECT COALESCE("status",'') AS dim, COUNT(*) AS n FROM "tabSEPA Mandate" WHERE "docstatus" < 2 GROUP BY dim;
-- P6
SELECT COALESCE("status",'') AS dim, COUNT(*) AS n, COALESCE(SUM("total_amount"),0) AS amount, MIN("creation") AS oldest FROM "tabDirect Debit Batch" WHERE "docstatus" < 2 GROUP BY dim;
-- P8
SELECT COALESCE(SUM(CASE WHEN "status"='Draft' AND "creation" < :t_2h THEN 1 ELSE 0 END),0) AS draft2h, COALESCE(SUM(CASE WHEN "status"='Generated' AND "modified" < :t_24h THEN 1 ELSE 0 END),0) AS generated24h, COALESCE(SUM(CASE WHEN "status"='Submitted' AND "modified" < :t_7d THEN 1 ELSE 0 END),0) AS submitted7d, COALESCE(SUM(CASE WHEN "status"='Failed' AND "modified" > :t_7d THEN 1 ELSE 0 END),0) AS failed7d, COALESCE(SUM(CASE WHEN "validation_status" IN ('Critical Errors','Validation Failed') AND "status" IN ('Draft','Generated') THEN 1 ELSE 0 END),0) AS invalid, COALESCE(SUM(CASE WHEN "docstatus"=1 AND "sepa_file_generated"=0 THEN 1 ELSE 0 END),0) AS no_file FROM "tabDirect Debit Batch" WHERE "docstatus" < 2;
-- P14
SELECT l."status" AS dim, COUNT(*) AS n, COALESCE(SUM(l."amount"),0) AS amount, SUM(CASE WHEN b."modified" > :t_1h THEN 1 ELSE 0 END) AS h1, SUM(CASE WHEN b."modified" > :t_24h THEN 1 ELSE 0 END) AS d1 FROM "tabDirect Debit Batch Invoice" l JOIN "tabDirect Debit Batch" b ON b."name"=l."parent" WHERE b."docstatus" < 2 AND b."modified" > :t_30d GROUP BY l."status";
-- P20
SELECT "process_type" AS dim1, "compliance_status" AS dim2, SUM(CASE WHEN "timestamp" > :t_1h THEN 1 ELSE 0 END) AS h1, COUNT(*) AS d1 FROM "tabSEPA Audit Log" WHERE "timestamp" > :t_24h AND "modified" > :t_24h GROUP BY "process_type", "compliance_status";
-- D1
SELECT s."billing_frequency" AS dim, COUNT(*) AS n, COALESCE(SUM(s."dues_rate"),0) AS amount FROM "tabMembership Dues Schedule" s WHERE s."status"='Active' AND s."is_template"=0 AND s."test_mode"=0 GROUP BY s."billing_frequency";
-- D3
SELECT COALESCE(SUM(CASE WHEN s."next_invoice_date" < :today THEN 1 ELSE 0 END),0) AS past_due, COALESCE(SUM(CASE WHEN s."next_invoice_date" <= :d_m7 THEN 1 ELSE 0 END),0) AS stuck7d, MIN(s."next_invoice_date") AS oldest, COALESCE(SUM(CASE WHEN s."next_invoice_date" IS NULL THEN 1 ELSE 0 END),0) AS no_date, COALESCE(SUM(CASE WHEN s."dues_rate" <= 0 THEN 1 ELSE 0 END),0) AS zero_rate FROM "tabMembership Dues Schedule" s WHERE s."status"='Active' AND s."is_template"=0 AND s."test_mode"=0 AND s."auto_generate"=1;
