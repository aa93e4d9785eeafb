-- verenigingen-schema.sql
-- MariaDB fixture schema for the tables that metrics of a Frappe/ERPNext site with the
-- "verenigingen" app read. Written from the field lists (names, types, options) of the
-- DocType JSON files of github.com/nlvegan/verenigingen and of the public Frappe and ERPNext
-- DocType definitions; only the columns that metrics use are listed, a real site has more.
--
-- Conventions (Frappe v15 on MariaDB)
--   table        `tab<DocType name>`; key `name` varchar(140) (log DocTypes can have a bigint
--                name on v14/v15; never join on name of a log table)
--   every table  name, creation, modified (datetime(6), SITE time zone, no offset),
--                modified_by, owner, docstatus (0 draft, 1 submitted, 2 cancelled), idx
--   child table  + parent, parentfield, parenttype
--   index        v14/v15: parent tables index `modified`, child tables index `parent`;
--                v16: parent tables index `creation` (and `modified` only if it is the sort field)
--   types        Data/Link/Dynamic Link/Select/Read Only varchar(140) (or the field's length);
--                Currency/Float/Percent decimal(21,9) NOT NULL DEFAULT 0; Int int(11); Check
--                tinyint (int(1) up to v14); Date date; Datetime datetime(6); Text/Small
--                Text/Attach text; Code/Long Text/Text Editor longtext; JSON json
--   Select       the comment after a column lists its options, separated by |
--   an empty Link can be NULL or '' : test with COALESCE(col,'') = ''
--
-- PostgreSQL sites: same names quoted with double quotes ("tabSales Invoice"); see PostgresSchema.

SET NAMES utf8mb4;

-- Member  source: verenigingen/verenigingen/doctype/member/member.json
CREATE TABLE IF NOT EXISTS `tabMember` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `member_id` varchar(140) DEFAULT NULL,
  `customer` varchar(140) DEFAULT NULL,  -- -> Customer
  `user` varchar(140) DEFAULT NULL,  -- -> User
  `employee` varchar(140) DEFAULT NULL,  -- -> Employee
  `status` varchar(140) DEFAULT NULL,  -- Pending|Active|Rejected|Expired|Suspended|Banned|Deceased|Terminated
  `application_id` varchar(140) DEFAULT NULL,
  `application_status` varchar(140) DEFAULT NULL,  -- Pending|Under Review|Approved|Rejected|Payment Pending|Active
  `application_date` datetime(6) DEFAULT NULL,
  `review_date` datetime(6) DEFAULT NULL,
  `selected_membership_type` varchar(140) DEFAULT NULL,  -- -> Membership Type
  `member_since` date DEFAULT NULL,
  `birth_date` date DEFAULT NULL,
  `email` varchar(140) DEFAULT NULL,
  `payment_method` varchar(140) DEFAULT NULL,  -- Bank Transfer|SEPA Direct Debit|Mollie|Credit Card|Cash|Other
  `iban` varchar(34) DEFAULT NULL,
  `primary_address` varchar(140) DEFAULT NULL,  -- -> Address
  `mollie_subscription_id` varchar(140) DEFAULT NULL,
  `subscription_status` varchar(140) DEFAULT NULL,  -- active|pending|canceled|suspended|completed
  `next_payment_date` date DEFAULT NULL,
  `subscription_cancelled_date` date DEFAULT NULL,
  `current_membership_details` varchar(140) DEFAULT NULL,  -- -> Membership
  `current_dues_schedule` varchar(140) DEFAULT NULL,  -- -> Membership Dues Schedule
  `current_membership_type` varchar(140) DEFAULT NULL,
  `membership_status` varchar(140) DEFAULT NULL,
  `dues_rate` decimal(21,9) NOT NULL DEFAULT 0,
  `interested_in_volunteering` tinyint(4) NOT NULL DEFAULT 0,
  `total_membership_days` int(11) NOT NULL DEFAULT 0,
  `last_duration_update` datetime(6) DEFAULT NULL,
  `pronouns` varchar(140) DEFAULT NULL,
  `student_status` tinyint(4) NOT NULL DEFAULT 0,
  `full_name` varchar(140) DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`),
  UNIQUE KEY `member_id` (`member_id`),
  UNIQUE KEY `application_id` (`application_id`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Membership [submittable: docstatus 0 draft/1 submitted/2 cancelled]  source: verenigingen/verenigingen/doctype/membership/membership.json
CREATE TABLE IF NOT EXISTS `tabMembership` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `member` varchar(140) DEFAULT NULL,  -- -> Member
  `membership_type` varchar(140) DEFAULT NULL,  -- -> Membership Type
  `status` varchar(140) DEFAULT NULL,  -- Draft|Active|Pending|Inactive|Expired|Cancelled
  `grace_period_status` varchar(140) DEFAULT NULL,  -- (blank)|Grace Period|Current|Quit|Expelled|Honorary
  `grace_period_expiry_date` date DEFAULT NULL,
  `start_date` date DEFAULT NULL,
  `renewal_date` date DEFAULT NULL,
  `cancellation_date` date DEFAULT NULL,
  `cancellation_type` varchar(140) DEFAULT NULL,  -- Immediate|End of Period
  `amended_from` varchar(140) DEFAULT NULL,  -- -> Membership
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Membership Type  source: verenigingen/verenigingen/doctype/membership_type/membership_type.json
CREATE TABLE IF NOT EXISTS `tabMembership Type` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `membership_type_name` varchar(140) DEFAULT NULL,
  `is_active` tinyint(4) NOT NULL DEFAULT 0,
  `billing_period` varchar(140) DEFAULT NULL,  -- Daily|Monthly|Quarterly|Biannual|Annual|Lifetime|Custom
  `billing_period_in_months` int(11) NOT NULL DEFAULT 0,
  `minimum_amount` decimal(21,9) NOT NULL DEFAULT 0,
  `dues_schedule_template` varchar(140) DEFAULT NULL,  -- -> Membership Dues Schedule
  `default_for_new_members` tinyint(4) NOT NULL DEFAULT 0,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`),
  UNIQUE KEY `membership_type_name` (`membership_type_name`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Membership Dues Schedule  source: verenigingen/verenigingen/doctype/membership_dues_schedule/membership_dues_schedule.json
CREATE TABLE IF NOT EXISTS `tabMembership Dues Schedule` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `schedule_name` varchar(140) DEFAULT NULL,
  `is_template` tinyint(4) NOT NULL DEFAULT 0,
  `member` varchar(140) DEFAULT NULL,  -- -> Member
  `membership` varchar(140) DEFAULT NULL,  -- -> Membership
  `membership_type` varchar(140) DEFAULT NULL,  -- -> Membership Type
  `template_reference` varchar(140) DEFAULT NULL,  -- -> Membership Dues Schedule
  `status` varchar(140) DEFAULT NULL,  -- Active|Paused|Cancelled|Test
  `billing_frequency` varchar(140) DEFAULT NULL,  -- Annual|Semi-Annual|Quarterly|Monthly|Daily|Custom
  `custom_frequency_number` int(11) NOT NULL DEFAULT 0,
  `custom_frequency_unit` varchar(140) DEFAULT NULL,  -- Days|Weeks|Months|Years
  `auto_generate` tinyint(4) NOT NULL DEFAULT 0,
  `test_mode` tinyint(4) NOT NULL DEFAULT 0,
  `next_invoice_date` date DEFAULT NULL,
  `last_invoice_date` date DEFAULT NULL,
  `end_date` date DEFAULT NULL,
  `invoice_days_before` int(11) NOT NULL DEFAULT 0,
  `billing_day` int(11) NOT NULL DEFAULT 0,
  `next_billing_period_start_date` date DEFAULT NULL,
  `next_billing_period_end_date` date DEFAULT NULL,
  `last_generated_invoice` varchar(140) DEFAULT NULL,  -- -> Sales Invoice
  `last_invoice_coverage_start` date DEFAULT NULL,
  `last_invoice_coverage_end` date DEFAULT NULL,
  `dues_rate` decimal(21,9) NOT NULL DEFAULT 0,
  `currency` varchar(140) DEFAULT NULL,  -- -> Currency
  `contribution_mode` varchar(140) DEFAULT NULL,  -- Tier|Calculator|Custom
  `minimum_amount` decimal(21,9) NOT NULL DEFAULT 0,
  `uses_custom_amount` tinyint(4) NOT NULL DEFAULT 0,
  `custom_amount_approved` tinyint(4) NOT NULL DEFAULT 0,
  `custom_amount_approved_date` date DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`),
  UNIQUE KEY `schedule_name` (`schedule_name`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Contribution Amendment Request  source: verenigingen/verenigingen/doctype/contribution_amendment_request/contribution_amendment_request.json
CREATE TABLE IF NOT EXISTS `tabContribution Amendment Request` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `membership` varchar(140) DEFAULT NULL,  -- -> Membership
  `member` varchar(140) DEFAULT NULL,  -- -> Member
  `amendment_type` varchar(140) DEFAULT NULL,  -- Fee Change|Billing Interval Change|Membership Type Change|Plan Change|Suspension|Reactivation
  `status` varchar(140) DEFAULT NULL,  -- Draft|Pending Approval|Approved|Rejected|Applied|Cancelled
  `requested_date` date DEFAULT NULL,
  `effective_date` date DEFAULT NULL,
  `current_amount` decimal(21,9) NOT NULL DEFAULT 0,
  `requested_amount` decimal(21,9) NOT NULL DEFAULT 0,
  `approved_date` datetime(6) DEFAULT NULL,
  `applied_date` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Membership Termination Request  source: verenigingen/verenigingen/doctype/membership_termination_request/membership_termination_request.json
CREATE TABLE IF NOT EXISTS `tabMembership Termination Request` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `member` varchar(140) DEFAULT NULL,  -- -> Member
  `member_name` varchar(140) DEFAULT NULL,
  `termination_type` varchar(140) DEFAULT NULL,  -- Voluntary|Non-payment|Deceased|--- Disciplinary ---|Policy Violation|Disciplinary Action|Expulsion
  `requested_by` varchar(140) DEFAULT NULL,  -- -> User
  `request_date` date DEFAULT NULL,
  `status` varchar(140) DEFAULT NULL,  -- Draft|Pending|Approved|Rejected|Executed
  `requires_secondary_approval` tinyint(4) NOT NULL DEFAULT 0,
  `secondary_approver` varchar(140) DEFAULT NULL,  -- -> User
  `approved_by` varchar(140) DEFAULT NULL,  -- -> User
  `approval_date` datetime(6) DEFAULT NULL,
  `termination_date` date DEFAULT NULL,
  `grace_period_end` date DEFAULT NULL,
  `executed_by` varchar(140) DEFAULT NULL,  -- -> User
  `execution_date` datetime(6) DEFAULT NULL,
  `cancel_sepa_mandates` tinyint(4) NOT NULL DEFAULT 0,
  `sepa_mandates_cancelled` int(11) NOT NULL DEFAULT 0,
  `disciplinary_documentation` longtext DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Termination Audit Entry [child table]  source: verenigingen/verenigingen/doctype/termination_audit_entry/termination_audit_entry.json
CREATE TABLE IF NOT EXISTS `tabTermination Audit Entry` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `parent` varchar(140) DEFAULT NULL,
  `parentfield` varchar(140) DEFAULT NULL,
  `parenttype` varchar(140) DEFAULT NULL,
  `timestamp` datetime(6) DEFAULT NULL,
  `action` varchar(140) DEFAULT NULL,
  `user` varchar(140) DEFAULT NULL,  -- -> User
  `system_action` tinyint(4) NOT NULL DEFAULT 0,
  PRIMARY KEY (`name`),
  KEY `parent` (`parent`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Expulsion Report Entry [submittable: docstatus 0 draft/1 submitted/2 cancelled]  source: verenigingen/verenigingen/doctype/expulsion_report_entry/expulsion_report_entry.json
CREATE TABLE IF NOT EXISTS `tabExpulsion Report Entry` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `member_id` varchar(140) DEFAULT NULL,  -- -> Member
  `chapter_involved` varchar(140) DEFAULT NULL,  -- -> Chapter
  `expulsion_date` date DEFAULT NULL,
  `expulsion_type` varchar(140) DEFAULT NULL,  -- Policy Violation|Disciplinary Action|Expulsion
  `status` varchar(140) DEFAULT NULL,  -- Active|Reversed|Under Appeal
  `compliance_checked` tinyint(4) NOT NULL DEFAULT 0,
  `board_review_date` date DEFAULT NULL,
  `under_appeal` tinyint(4) NOT NULL DEFAULT 0,
  `appeal_date` date DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Chapter  source: verenigingen/verenigingen/doctype/chapter/chapter.json
CREATE TABLE IF NOT EXISTS `tabChapter` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `chapter_head` varchar(140) DEFAULT NULL,  -- -> Member
  `status` varchar(140) DEFAULT NULL,  -- Active|Inactive|Dissolved
  `region` varchar(140) DEFAULT NULL,  -- -> Region
  `cost_center` varchar(140) DEFAULT NULL,  -- -> Cost Center
  `published` tinyint(4) NOT NULL DEFAULT 0,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Chapter Member [child table]  source: verenigingen/verenigingen/doctype/chapter_member/chapter_member.json
CREATE TABLE IF NOT EXISTS `tabChapter Member` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `parent` varchar(140) DEFAULT NULL,
  `parentfield` varchar(140) DEFAULT NULL,
  `parenttype` varchar(140) DEFAULT NULL,
  `member` varchar(140) DEFAULT NULL,  -- -> Member
  `chapter_join_date` date DEFAULT NULL,
  `enabled` tinyint(4) NOT NULL DEFAULT 0,
  `status` varchar(140) DEFAULT NULL,  -- Pending|Active|Inactive
  `leave_reason` varchar(140) DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `parent` (`parent`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Chapter Board Member [child table]  source: verenigingen/verenigingen/doctype/chapter_board_member/chapter_board_member.json
CREATE TABLE IF NOT EXISTS `tabChapter Board Member` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `parent` varchar(140) DEFAULT NULL,
  `parentfield` varchar(140) DEFAULT NULL,
  `parenttype` varchar(140) DEFAULT NULL,
  `volunteer` varchar(140) DEFAULT NULL,  -- -> Volunteer
  `chapter_role` varchar(140) DEFAULT NULL,  -- -> Chapter Role
  `from_date` date DEFAULT NULL,
  `to_date` date DEFAULT NULL,
  `is_active` tinyint(4) NOT NULL DEFAULT 0,
  PRIMARY KEY (`name`),
  KEY `parent` (`parent`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Chapter Join Request [submittable: docstatus 0 draft/1 submitted/2 cancelled]  source: verenigingen/verenigingen/doctype/chapter_join_request/chapter_join_request.json
CREATE TABLE IF NOT EXISTS `tabChapter Join Request` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `member` varchar(140) DEFAULT NULL,  -- -> Member
  `chapter` varchar(140) DEFAULT NULL,  -- -> Chapter
  `request_date` date DEFAULT NULL,
  `status` varchar(140) DEFAULT NULL,  -- Pending|Approved|Rejected
  `review_date` date DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Volunteer  source: verenigingen/verenigingen/doctype/volunteer/volunteer.json
CREATE TABLE IF NOT EXISTS `tabVolunteer` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `volunteer_name` varchar(140) DEFAULT NULL,
  `email` varchar(140) DEFAULT NULL,
  `member` varchar(140) DEFAULT NULL,  -- -> Member
  `user` varchar(140) DEFAULT NULL,  -- -> User
  `status` varchar(140) DEFAULT NULL,  -- New|Onboarding|Active|Inactive|Retired
  `start_date` date DEFAULT NULL,
  `commitment_level` varchar(140) DEFAULT NULL,  -- Occasional|Regular (Monthly)|Weekly|Intensive
  `experience_level` varchar(140) DEFAULT NULL,  -- Beginner|Intermediate|Experienced|Expert
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`),
  UNIQUE KEY `email` (`email`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Volunteer Assignment [child table]  source: verenigingen/verenigingen/doctype/volunteer_assignment/volunteer_assignment.json
CREATE TABLE IF NOT EXISTS `tabVolunteer Assignment` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `parent` varchar(140) DEFAULT NULL,
  `parentfield` varchar(140) DEFAULT NULL,
  `parenttype` varchar(140) DEFAULT NULL,
  `assignment_type` varchar(140) DEFAULT NULL,  -- Board Position|Committee|Team|Project|Event|Other
  `reference_doctype` varchar(140) DEFAULT NULL,  -- -> DocType
  `reference_name` varchar(140) DEFAULT NULL,  -- -> reference_doctype
  `role` varchar(140) DEFAULT NULL,
  `start_date` date DEFAULT NULL,
  `end_date` date DEFAULT NULL,
  `status` varchar(140) DEFAULT NULL,  -- Active|Completed|Paused|Cancelled
  `estimated_hours` decimal(21,9) NOT NULL DEFAULT 0,
  `actual_hours` decimal(21,9) NOT NULL DEFAULT 0,
  PRIMARY KEY (`name`),
  KEY `parent` (`parent`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Volunteer Activity  source: verenigingen/verenigingen/doctype/volunteer_activity/volunteer_activity.json
CREATE TABLE IF NOT EXISTS `tabVolunteer Activity` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `volunteer` varchar(140) DEFAULT NULL,  -- -> Volunteer
  `activity_type` varchar(140) DEFAULT NULL,  -- Project|Event|Workshop|Training|Campaign|Other
  `status` varchar(140) DEFAULT NULL,  -- Active|Completed|Cancelled|On Hold
  `start_date` date DEFAULT NULL,
  `end_date` date DEFAULT NULL,
  `estimated_hours` decimal(21,9) NOT NULL DEFAULT 0,
  `actual_hours` decimal(21,9) NOT NULL DEFAULT 0,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Volunteer Expense  source: verenigingen/verenigingen/doctype/volunteer_expense/volunteer_expense.json
CREATE TABLE IF NOT EXISTS `tabVolunteer Expense` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `volunteer` varchar(140) DEFAULT NULL,  -- -> Volunteer
  `expense_date` date DEFAULT NULL,
  `category` varchar(140) DEFAULT NULL,  -- -> Expense Category
  `amount` decimal(21,9) NOT NULL DEFAULT 0,
  `currency` varchar(140) DEFAULT NULL,  -- -> Currency
  `organization_type` varchar(140) DEFAULT NULL,  -- Chapter|Team|National
  `chapter` varchar(140) DEFAULT NULL,  -- -> Chapter
  `team` varchar(140) DEFAULT NULL,  -- -> Team
  `company` varchar(140) DEFAULT NULL,  -- -> Company
  `status` varchar(140) DEFAULT NULL,  -- Draft|Submitted|Approved|Rejected|Reimbursed
  `approved_by` varchar(140) DEFAULT NULL,  -- -> User
  `approved_on` datetime(6) DEFAULT NULL,
  `expense_claim_id` varchar(140) DEFAULT NULL,  -- -> Expense Claim
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Team  source: verenigingen/verenigingen/doctype/team/team.json
CREATE TABLE IF NOT EXISTS `tabTeam` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `team_name` varchar(140) DEFAULT NULL,
  `status` varchar(140) DEFAULT NULL,  -- Active|Inactive|Completed|Archived
  `team_type` varchar(140) DEFAULT NULL,  -- Committee|Working Group|Task Force|Project Team|Operational Team|Other
  `chapter` varchar(140) DEFAULT NULL,  -- -> Chapter
  `is_association_wide` tinyint(4) NOT NULL DEFAULT 0,
  `start_date` date DEFAULT NULL,
  `end_date` date DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`),
  UNIQUE KEY `team_name` (`team_name`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Donation [submittable: docstatus 0 draft/1 submitted/2 cancelled]  source: verenigingen/verenigingen/doctype/donation/donation.json
CREATE TABLE IF NOT EXISTS `tabDonation` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `donor` varchar(140) DEFAULT NULL,  -- -> Donor
  `donation_date` date DEFAULT NULL,
  `amount` decimal(21,9) NOT NULL DEFAULT 0,
  `payment_method` varchar(140) DEFAULT NULL,  -- Bank Transfer|SEPA Direct Debit|iDeal|Credit Card|PayPal|Bank Transfer (Online)|Cash|Check|Mollie
  `paid` tinyint(4) NOT NULL DEFAULT 0,
  `payment_status` varchar(140) DEFAULT NULL,  -- Open|Pending|Completed|Cancelled|Error
  `status` varchar(140) DEFAULT NULL,  -- One-time|Promised|Recurring
  `donation_type` varchar(140) DEFAULT NULL,  -- -> Donation Type
  `donation_category` varchar(140) DEFAULT NULL,  -- General Fund|Special Project|Emergency Relief|Other
  `donation_purpose_type` varchar(140) DEFAULT NULL,  -- General|Campaign|Chapter|Specific Goal
  `campaign` varchar(140) DEFAULT NULL,  -- -> Donation Campaign
  `chapter_reference` varchar(140) DEFAULT NULL,  -- -> Chapter
  `sepa_mandate` varchar(140) DEFAULT NULL,  -- -> SEPA Mandate
  `recurring_frequency` varchar(140) DEFAULT NULL,  -- Monthly|Quarterly|Yearly
  `next_collection_date` date DEFAULT NULL,
  `periodic_donation_agreement` varchar(140) DEFAULT NULL,  -- -> Periodic Donation Agreement
  `belastingdienst_reportable` tinyint(4) NOT NULL DEFAULT 0,
  `sales_invoice` varchar(140) DEFAULT NULL,  -- -> Sales Invoice
  `amended_from` varchar(140) DEFAULT NULL,  -- -> Donation
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Donation Campaign  source: verenigingen/verenigingen/doctype/donation_campaign/donation_campaign.json
CREATE TABLE IF NOT EXISTS `tabDonation Campaign` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `campaign_name` varchar(140) DEFAULT NULL,
  `campaign_type` varchar(140) DEFAULT NULL,  -- Annual Giving|Capital Campaign|Emergency Relief|Project Funding|Endowment|Event|Other
  `status` varchar(140) DEFAULT NULL,  -- Draft|Active|Paused|Completed|Cancelled
  `start_date` date DEFAULT NULL,
  `end_date` date DEFAULT NULL,
  `monetary_goal` decimal(21,9) NOT NULL DEFAULT 0,
  `donor_goal` int(11) NOT NULL DEFAULT 0,
  `total_raised` decimal(21,9) NOT NULL DEFAULT 0,
  `total_donors` int(11) NOT NULL DEFAULT 0,
  `total_donations` int(11) NOT NULL DEFAULT 0,
  `monetary_progress` decimal(21,9) NOT NULL DEFAULT 0,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`),
  UNIQUE KEY `campaign_name` (`campaign_name`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Periodic Donation Agreement  source: verenigingen/verenigingen/doctype/periodic_donation_agreement/periodic_donation_agreement.json
CREATE TABLE IF NOT EXISTS `tabPeriodic Donation Agreement` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `agreement_number` varchar(140) DEFAULT NULL,
  `donor` varchar(140) DEFAULT NULL,  -- -> Donor
  `status` varchar(140) DEFAULT NULL,  -- Draft|Active|Completed|Cancelled
  `start_date` date DEFAULT NULL,
  `end_date` date DEFAULT NULL,
  `annual_amount` decimal(21,9) NOT NULL DEFAULT 0,
  `payment_frequency` varchar(140) DEFAULT NULL,  -- Monthly|Quarterly|Annually
  `payment_amount` decimal(21,9) NOT NULL DEFAULT 0,
  `sepa_mandate` varchar(140) DEFAULT NULL,  -- -> SEPA Mandate
  `next_expected_donation` date DEFAULT NULL,
  `last_donation_date` date DEFAULT NULL,
  `cancellation_date` date DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`),
  UNIQUE KEY `agreement_number` (`agreement_number`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- SEPA Mandate  source: verenigingen/verenigingen_payments/doctype/sepa_mandate/sepa_mandate.json
CREATE TABLE IF NOT EXISTS `tabSEPA Mandate` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `mandate_id` varchar(140) DEFAULT NULL,
  `member` varchar(140) DEFAULT NULL,  -- -> Member
  `status` varchar(140) DEFAULT NULL,  -- Draft|Active|Cancelled|Expired|Suspended
  `mandate_type` varchar(140) DEFAULT NULL,  -- CORE|RCUR|FNAL|OOFF
  `scheme` varchar(140) DEFAULT NULL,  -- SEPA|Non-SEPA
  `iban` varchar(34) DEFAULT NULL,
  `bic` varchar(11) DEFAULT NULL,
  `sign_date` date DEFAULT NULL,
  `first_collection_date` date DEFAULT NULL,
  `expiry_date` date DEFAULT NULL,
  `is_active` tinyint(4) NOT NULL DEFAULT 0,
  `cancelled_date` date DEFAULT NULL,
  `frequency` varchar(140) DEFAULT NULL,  -- Monthly|Quarterly|Biannual|Annual|Variable
  `maximum_amount` decimal(21,9) NOT NULL DEFAULT 0,
  `used_for_memberships` tinyint(4) NOT NULL DEFAULT 0,
  `used_for_donations` tinyint(4) NOT NULL DEFAULT 0,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`),
  KEY `idx_active_mandate_lookup` (`member`, `status`),
  UNIQUE KEY `mandate_id` (`mandate_id`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- SEPA Mandate Usage [child table]  source: verenigingen/verenigingen_payments/doctype/sepa_mandate_usage/sepa_mandate_usage.json
CREATE TABLE IF NOT EXISTS `tabSEPA Mandate Usage` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `parent` varchar(140) DEFAULT NULL,
  `parentfield` varchar(140) DEFAULT NULL,
  `parenttype` varchar(140) DEFAULT NULL,
  `usage_date` date DEFAULT NULL,
  `reference_doctype` varchar(140) DEFAULT NULL,  -- Membership|Donation|Sales Invoice|Direct Debit Batch|Other
  `reference_name` varchar(140) DEFAULT NULL,
  `sequence_type` varchar(140) DEFAULT NULL,  -- FRST|RCUR|FNAL|OOFF
  `batch_reference` varchar(140) DEFAULT NULL,  -- -> Direct Debit Batch
  `amount` decimal(21,9) NOT NULL DEFAULT 0,
  `status` varchar(140) DEFAULT NULL,  -- Pending|Processing|Collected|Failed|Cancelled|Returned
  `processing_date` date DEFAULT NULL,
  `failure_reason` varchar(140) DEFAULT NULL,
  `retry_count` int(11) NOT NULL DEFAULT 0,
  `last_retry_date` date DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `parent` (`parent`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Direct Debit Batch [submittable: docstatus 0 draft/1 submitted/2 cancelled]  source: verenigingen/verenigingen_payments/doctype/direct_debit_batch/direct_debit_batch.json
CREATE TABLE IF NOT EXISTS `tabDirect Debit Batch` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `batch_date` date DEFAULT NULL,
  `batch_description` varchar(140) DEFAULT NULL,
  `batch_type` varchar(140) DEFAULT NULL,  -- CORE|B2B|FRST|RCUR
  `total_amount` decimal(21,9) NOT NULL DEFAULT 0,
  `currency` varchar(140) DEFAULT NULL,  -- -> Currency
  `entry_count` int(11) NOT NULL DEFAULT 0,
  `status` varchar(140) DEFAULT NULL,  -- Draft|Generated|Submitted|Processed|Failed
  `validation_status` varchar(140) DEFAULT NULL,  -- Passed|Warnings|Critical Errors|Validation Failed
  `sepa_file_generated` tinyint(4) NOT NULL DEFAULT 0,
  `sepa_message_id` varchar(140) DEFAULT NULL,
  `sepa_payment_info_id` varchar(140) DEFAULT NULL,
  `sepa_generation_date` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`),
  KEY `idx_batch_status_date` (`docstatus`, `batch_date`, `status`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Direct Debit Batch Invoice [child table]  source: verenigingen/verenigingen_payments/doctype/direct_debit_batch_invoice/direct_debit_batch_invoice.json
CREATE TABLE IF NOT EXISTS `tabDirect Debit Batch Invoice` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `parent` varchar(140) DEFAULT NULL,
  `parentfield` varchar(140) DEFAULT NULL,
  `parenttype` varchar(140) DEFAULT NULL,
  `invoice` varchar(140) DEFAULT NULL,  -- -> Sales Invoice
  `membership` varchar(140) DEFAULT NULL,  -- -> Membership
  `member` varchar(140) DEFAULT NULL,  -- -> Member
  `amount` decimal(21,9) NOT NULL DEFAULT 0,
  `currency` varchar(140) DEFAULT NULL,  -- -> Currency
  `iban` varchar(140) DEFAULT NULL,
  `bic` varchar(140) DEFAULT NULL,
  `mandate_reference` varchar(140) DEFAULT NULL,
  `status` varchar(140) DEFAULT NULL,  -- Pending|Processed|Successful|Failed
  `result_code` varchar(140) DEFAULT NULL,
  `result_message` text DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `parent` (`parent`),
  KEY `idx_batch_invoice_exclusion` (`invoice`, `parent`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- SEPA Audit Log  source: verenigingen/verenigingen_payments/doctype/sepa_audit_log/sepa_audit_log.json
CREATE TABLE IF NOT EXISTS `tabSEPA Audit Log` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `event_id` varchar(140) DEFAULT NULL,
  `timestamp` datetime(6) DEFAULT NULL,
  `process_type` varchar(140) DEFAULT NULL,  -- Mandate Creation|Batch Generation|Bank Submission|Payment Processing
  `action` varchar(140) DEFAULT NULL,
  `entity_name` varchar(140) DEFAULT NULL,
  `compliance_status` varchar(140) DEFAULT NULL,  -- Compliant|Exception|Failed|Pending Review
  `reference_doctype` varchar(140) DEFAULT NULL,  -- -> DocType
  `reference_name` varchar(140) DEFAULT NULL,  -- -> reference_doctype
  `user` varchar(140) DEFAULT NULL,  -- -> User
  `trace_id` varchar(140) DEFAULT NULL,
  `details` json DEFAULT NULL,
  `sensitive_data` tinyint(4) NOT NULL DEFAULT 0,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`),
  UNIQUE KEY `event_id` (`event_id`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- SEPA Payment Retry  source: verenigingen/verenigingen_payments/doctype/sepa_payment_retry/sepa_payment_retry.json
CREATE TABLE IF NOT EXISTS `tabSEPA Payment Retry` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `invoice` varchar(140) DEFAULT NULL,  -- -> Sales Invoice
  `membership` varchar(140) DEFAULT NULL,  -- -> Membership
  `member` varchar(140) DEFAULT NULL,  -- -> Member
  `original_amount` decimal(21,9) NOT NULL DEFAULT 0,
  `status` varchar(140) DEFAULT NULL,  -- Pending|Scheduled|Retried|Failed|Escalated|Resolved|Error
  `retry_count` int(11) NOT NULL DEFAULT 0,
  `next_retry_date` date DEFAULT NULL,
  `last_retry_date` date DEFAULT NULL,
  `last_failure_reason` varchar(140) DEFAULT NULL,
  `escalated_on` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- SEPA Return File Log  source: verenigingen/verenigingen_payments/doctype/sepa_return_file_log/sepa_return_file_log.json
CREATE TABLE IF NOT EXISTS `tabSEPA Return File Log` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `file_hash` varchar(140) DEFAULT NULL,
  `file_name` varchar(140) DEFAULT NULL,
  `file_size` int(11) NOT NULL DEFAULT 0,
  `processing_date` datetime(6) DEFAULT NULL,
  `processed_by` varchar(140) DEFAULT NULL,  -- -> User
  `status` varchar(140) DEFAULT NULL,  -- Processing|Completed|Failed|Partially Processed
  `error_message` text DEFAULT NULL,
  `return_count` int(11) NOT NULL DEFAULT 0,
  `successful_reversals` int(11) NOT NULL DEFAULT 0,
  `failed_reversals` int(11) NOT NULL DEFAULT 0,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`),
  UNIQUE KEY `file_hash` (`file_hash`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- SEPA Retry Batch [submittable: docstatus 0 draft/1 submitted/2 cancelled]  source: verenigingen/verenigingen_payments/doctype/sepa_retry_batch/sepa_retry_batch.json
CREATE TABLE IF NOT EXISTS `tabSEPA Retry Batch` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `batch_date` date DEFAULT NULL,
  `status` varchar(140) DEFAULT NULL,  -- Pending|Processing|Completed|Failed|Cancelled
  `total_operations` int(11) NOT NULL DEFAULT 0,
  `successful_retries` int(11) NOT NULL DEFAULT 0,
  `failed_retries` int(11) NOT NULL DEFAULT 0,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Payment Plan  source: verenigingen/verenigingen_payments/doctype/payment_plan/payment_plan.json
CREATE TABLE IF NOT EXISTS `tabPayment Plan` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `member` varchar(140) DEFAULT NULL,  -- -> Member
  `membership_dues_schedule` varchar(140) DEFAULT NULL,  -- -> Membership Dues Schedule
  `plan_type` varchar(140) DEFAULT NULL,  -- Equal Installments|Custom Schedule|Deferred Payment
  `total_amount` decimal(21,9) NOT NULL DEFAULT 0,
  `start_date` date DEFAULT NULL,
  `end_date` date DEFAULT NULL,
  `status` varchar(140) DEFAULT NULL,  -- Draft|Pending Approval|Active|Completed|Cancelled|Suspended
  `total_paid` decimal(21,9) NOT NULL DEFAULT 0,
  `remaining_balance` decimal(21,9) NOT NULL DEFAULT 0,
  `next_payment_date` date DEFAULT NULL,
  `last_payment_date` date DEFAULT NULL,
  `consecutive_missed_payments` int(11) NOT NULL DEFAULT 0,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Payment Plan Installment [child table]  source: verenigingen/verenigingen_payments/doctype/payment_plan_installment/payment_plan_installment.json
CREATE TABLE IF NOT EXISTS `tabPayment Plan Installment` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `parent` varchar(140) DEFAULT NULL,
  `parentfield` varchar(140) DEFAULT NULL,
  `parenttype` varchar(140) DEFAULT NULL,
  `installment_number` int(11) NOT NULL DEFAULT 0,
  `due_date` date DEFAULT NULL,
  `amount` decimal(21,9) NOT NULL DEFAULT 0,
  `status` varchar(140) DEFAULT NULL,  -- Pending|Paid|Overdue|Skipped|Failed
  `payment_date` date DEFAULT NULL,
  `payment_reference` varchar(140) DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `parent` (`parent`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Payment History Update Queue  source: verenigingen/verenigingen_payments/doctype/payment_history_update_queue/payment_history_update_queue.json
CREATE TABLE IF NOT EXISTS `tabPayment History Update Queue` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `member` varchar(140) DEFAULT NULL,  -- -> Member
  `invoice` varchar(140) DEFAULT NULL,  -- -> Sales Invoice
  `action` varchar(140) DEFAULT NULL,  -- invoice_submitted|invoice_cancelled|invoice_updated
  `status` varchar(140) DEFAULT NULL,  -- Pending|Processing|Completed|Failed
  `retry_count` int(11) NOT NULL DEFAULT 0,
  `error_message` longtext DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Mollie Audit Log  source: verenigingen/verenigingen_payments/doctype/mollie_audit_log/mollie_audit_log.json
CREATE TABLE IF NOT EXISTS `tabMollie Audit Log` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `action` varchar(140) DEFAULT NULL,
  `status` varchar(140) DEFAULT NULL,  -- success|failed|warning
  `user` varchar(140) DEFAULT NULL,  -- -> User
  `timestamp` datetime(6) DEFAULT NULL,
  `ip_address` varchar(140) DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- MT940 Import [submittable: docstatus 0 draft/1 submitted/2 cancelled]  source: verenigingen/verenigingen/doctype/mt940_import/mt940_import.json
CREATE TABLE IF NOT EXISTS `tabMT940 Import` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `import_type` varchar(140) DEFAULT NULL,  -- MT940 File Import|Mollie Bulk Import
  `bank_account` varchar(140) DEFAULT NULL,  -- -> Bank Account
  `import_status` varchar(140) DEFAULT NULL,  -- (blank)|Pending|In Progress|Completed|Failed
  `transactions_created` int(11) NOT NULL DEFAULT 0,
  `transactions_skipped` int(11) NOT NULL DEFAULT 0,
  `import_date` date DEFAULT NULL,
  `statement_to_date` date DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Account Creation Request  source: verenigingen/verenigingen/doctype/account_creation_request/account_creation_request.json
CREATE TABLE IF NOT EXISTS `tabAccount Creation Request` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `request_type` varchar(140) DEFAULT NULL,  -- Member|Volunteer|Both
  `email` varchar(140) DEFAULT NULL,
  `status` varchar(140) DEFAULT NULL,  -- Requested|Queued|Processing|Completed|Failed|Cancelled
  `pipeline_stage` varchar(140) DEFAULT NULL,  -- Validation|User Creation|Role Assignment|Employee Creation|Record Linking|Completed
  `priority` varchar(140) DEFAULT NULL,  -- Low|Normal|High|Urgent
  `retry_count` int(11) NOT NULL DEFAULT 0,
  `last_retry_at` datetime(6) DEFAULT NULL,
  `processing_started_at` datetime(6) DEFAULT NULL,
  `completed_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Bulk Operation Tracker  source: verenigingen/verenigingen/doctype/bulk_operation_tracker/bulk_operation_tracker.json
CREATE TABLE IF NOT EXISTS `tabBulk Operation Tracker` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `operation_type` varchar(140) DEFAULT NULL,  -- Account Creation|Data Import|Bulk Email|Bulk Update
  `status` varchar(140) DEFAULT NULL,  -- Queued|Processing|Completed|Failed|Cancelled
  `priority` varchar(140) DEFAULT NULL,  -- Low|Normal|High
  `total_records` int(11) NOT NULL DEFAULT 0,
  `processed_records` int(11) NOT NULL DEFAULT 0,
  `successful_records` int(11) NOT NULL DEFAULT 0,
  `failed_records` int(11) NOT NULL DEFAULT 0,
  `current_batch` int(11) NOT NULL DEFAULT 0,
  `total_batches` int(11) NOT NULL DEFAULT 0,
  `started_at` datetime(6) DEFAULT NULL,
  `completed_at` datetime(6) DEFAULT NULL,
  `processing_rate_per_minute` decimal(21,9) NOT NULL DEFAULT 0,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Member Contact Request  source: verenigingen/verenigingen/doctype/member_contact_request/member_contact_request.json
CREATE TABLE IF NOT EXISTS `tabMember Contact Request` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `member` varchar(140) DEFAULT NULL,  -- -> Member
  `request_type` varchar(140) DEFAULT NULL,  -- General Inquiry|Membership Question|Donation Information|Volunteer Opportunity|Event Information|Complaint|Compliment|Technical Support|Other
  `urgency` varchar(140) DEFAULT NULL,  -- Low|Normal|High|Urgent
  `status` varchar(140) DEFAULT NULL,  -- Open|In Progress|Waiting for Response|Resolved|Closed
  `request_date` date DEFAULT NULL,
  `response_date` date DEFAULT NULL,
  `closed_date` date DEFAULT NULL,
  `follow_up_date` date DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Membership Goal  source: verenigingen/verenigingen/doctype/membership_goal/membership_goal.json
CREATE TABLE IF NOT EXISTS `tabMembership Goal` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `goal_name` varchar(140) DEFAULT NULL,
  `goal_year` int(11) NOT NULL DEFAULT 0,
  `goal_type` varchar(140) DEFAULT NULL,  -- Member Count Growth|Revenue Growth|Retention Rate|New Member Acquisition|Churn Reduction|Chapter Expansion
  `target_value` decimal(21,9) NOT NULL DEFAULT 0,
  `current_value` decimal(21,9) NOT NULL DEFAULT 0,
  `achievement_percentage` decimal(21,9) NOT NULL DEFAULT 0,
  `chapter` varchar(140) DEFAULT NULL,  -- -> Chapter
  `start_date` date DEFAULT NULL,
  `end_date` date DEFAULT NULL,
  `status` varchar(140) DEFAULT NULL,  -- Active|Achieved|Missed|In Progress|Draft
  `last_updated` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Membership Analytics Snapshot  source: verenigingen/verenigingen/doctype/membership_analytics_snapshot/membership_analytics_snapshot.json
CREATE TABLE IF NOT EXISTS `tabMembership Analytics Snapshot` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `snapshot_date` date DEFAULT NULL,
  `snapshot_type` varchar(140) DEFAULT NULL,  -- Daily|Weekly|Monthly|Quarterly|Yearly
  `period` varchar(140) DEFAULT NULL,
  `total_members` int(11) NOT NULL DEFAULT 0,
  `active_members` int(11) NOT NULL DEFAULT 0,
  `new_members` int(11) NOT NULL DEFAULT 0,
  `lost_members` int(11) NOT NULL DEFAULT 0,
  `net_growth` int(11) NOT NULL DEFAULT 0,
  `growth_rate` decimal(21,9) NOT NULL DEFAULT 0,
  `churn_rate` decimal(21,9) NOT NULL DEFAULT 0,
  `retention_rate` decimal(21,9) NOT NULL DEFAULT 0,
  `total_revenue` decimal(21,9) NOT NULL DEFAULT 0,
  `average_member_value` decimal(21,9) NOT NULL DEFAULT 0,
  `projected_annual_revenue` decimal(21,9) NOT NULL DEFAULT 0,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Analytics Alert Rule  source: verenigingen/verenigingen/doctype/analytics_alert_rule/analytics_alert_rule.json
CREATE TABLE IF NOT EXISTS `tabAnalytics Alert Rule` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `rule_name` varchar(140) DEFAULT NULL,
  `is_active` tinyint(4) NOT NULL DEFAULT 0,
  `alert_type` varchar(140) DEFAULT NULL,  -- Threshold|Trend|Anomaly|Goal
  `metric` varchar(140) DEFAULT NULL,  -- Total Members|New Members|Churn Rate|Revenue|Growth Rate|Payment Failure Rate|Member Engagement|Goal Achievement
  `condition` varchar(140) DEFAULT NULL,  -- Greater Than|Less Than|Equals|Increases By|Decreases By|Changes By
  `threshold_value` decimal(21,9) NOT NULL DEFAULT 0,
  `check_frequency` varchar(140) DEFAULT NULL,  -- Hourly|Daily|Weekly|Monthly
  `last_checked` datetime(6) DEFAULT NULL,
  `last_triggered` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`),
  UNIQUE KEY `rule_name` (`rule_name`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Analytics Alert Log  source: verenigingen/verenigingen/doctype/analytics_alert_log/analytics_alert_log.json
CREATE TABLE IF NOT EXISTS `tabAnalytics Alert Log` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `alert_rule` varchar(140) DEFAULT NULL,  -- -> Analytics Alert Rule
  `triggered_at` datetime(6) DEFAULT NULL,
  `metric_value` decimal(21,9) NOT NULL DEFAULT 0,
  `threshold_value` decimal(21,9) NOT NULL DEFAULT 0,
  `condition` varchar(140) DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- API Audit Log  source: verenigingen/verenigingen/doctype/api_audit_log/api_audit_log.json
CREATE TABLE IF NOT EXISTS `tabAPI Audit Log` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `event_id` varchar(140) DEFAULT NULL,
  `timestamp` datetime(6) DEFAULT NULL,
  `event_type` varchar(140) DEFAULT NULL,  -- api_call_success|api_call_failed|csrf_validation_success|csrf_validation_failed|rate_limit_exceeded|unauthorized_access_attempt|permission_denied|suspicious_activity|user_login|user_logout|session_expired|failed_login_attempt|sensitive_data_access|data_export|data_import|data_modification|configuration_change|system_error|performance_alert|audit_system_initialized|security_system_initialized|other
  `severity` varchar(140) DEFAULT NULL,  -- info|warning|error|critical
  `status` varchar(140) DEFAULT NULL,  -- Success|Failed|Pending|Blocked
  `reference_doctype` varchar(140) DEFAULT NULL,  -- -> DocType
  `reference_name` varchar(140) DEFAULT NULL,  -- -> reference_doctype
  `user` varchar(140) DEFAULT NULL,  -- -> User
  `ip_address` varchar(140) DEFAULT NULL,
  `session_id` varchar(140) DEFAULT NULL,
  `trace_id` varchar(140) DEFAULT NULL,
  `sensitive_data` tinyint(4) NOT NULL DEFAULT 0,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`),
  UNIQUE KEY `event_id` (`event_id`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- System Alert  source: verenigingen/doctype/system_alert/system_alert.json
--   WARNING: the JSON sits in verenigingen/doctype/, outside every module folder, so "bench migrate" does not create this table; probe for it.
CREATE TABLE IF NOT EXISTS `tabSystem Alert` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `alert_type` varchar(140) DEFAULT NULL,
  `severity` varchar(140) DEFAULT NULL,  -- LOW|MEDIUM|HIGH|CRITICAL
  `message` text DEFAULT NULL,
  `source` varchar(140) DEFAULT NULL,
  `status` varchar(140) DEFAULT NULL,  -- Active|Acknowledged|Resolved
  `timestamp` datetime(6) DEFAULT NULL,
  `details` json DEFAULT NULL,
  `acknowledged_by` varchar(140) DEFAULT NULL,  -- -> User
  `acknowledged_at` datetime(6) DEFAULT NULL,
  `resolved_by` varchar(140) DEFAULT NULL,  -- -> User
  `resolved_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- ----------------------------------------------------------------------
-- Frappe framework and ERPNext tables (subset of columns)
-- ----------------------------------------------------------------------

-- DocType  source: frappe/database/mariadb/framework_mariadb.sql (subset; is_virtual added in v14)
CREATE TABLE IF NOT EXISTS `tabDocType` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `module` varchar(140) DEFAULT NULL,  -- -> Module Def
  `issingle` tinyint(4) NOT NULL DEFAULT 0,
  `istable` tinyint(4) NOT NULL DEFAULT 0,
  `is_submittable` tinyint(4) NOT NULL DEFAULT 0,
  `is_virtual` tinyint(4) NOT NULL DEFAULT 0,
  `custom` tinyint(4) NOT NULL DEFAULT 0,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Installed Application [child table]  source: child rows of the single "Installed Applications"
CREATE TABLE IF NOT EXISTS `tabInstalled Application` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `parent` varchar(140) DEFAULT NULL,
  `parentfield` varchar(140) DEFAULT NULL,
  `parenttype` varchar(140) DEFAULT NULL,
  `app_name` varchar(140) DEFAULT NULL,
  `app_version` varchar(140) DEFAULT NULL,
  `git_branch` varchar(140) DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `parent` (`parent`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- User  source: frappe/core/doctype/user
CREATE TABLE IF NOT EXISTS `tabUser` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `enabled` tinyint(4) NOT NULL DEFAULT 0,
  `user_type` varchar(140) DEFAULT NULL,  -- -> User Type (System User|Website User)
  `last_login` varchar(140) DEFAULT NULL,  -- string, not a datetime column
  `last_active` datetime(6) DEFAULT NULL,
  `last_ip` varchar(140) DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Has Role [child table]  source: frappe/core/doctype/has_role
CREATE TABLE IF NOT EXISTS `tabHas Role` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `parent` varchar(140) DEFAULT NULL,
  `parentfield` varchar(140) DEFAULT NULL,
  `parenttype` varchar(140) DEFAULT NULL,
  `role` varchar(140) DEFAULT NULL,  -- -> Role
  PRIMARY KEY (`name`),
  KEY `parent` (`parent`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Error Log  source: frappe/core/doctype/error_log/error_log.json ("engine": "MyISAM"); log tables may have a bigint name on v14/v15
CREATE TABLE IF NOT EXISTS `tabError Log` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `seen` tinyint(4) NOT NULL DEFAULT 0,
  `method` varchar(140) DEFAULT NULL,  -- the Title of the error
  `error` longtext DEFAULT NULL,  -- traceback
  `reference_doctype` varchar(140) DEFAULT NULL,
  `reference_name` varchar(140) DEFAULT NULL,
  `trace_id` varchar(140) DEFAULT NULL,  -- monitor uuid
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`),
  KEY `reference_name_index` (`reference_name`)
) ENGINE=MyISAM ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Activity Log  source: frappe/core/doctype/activity_log/activity_log.json - note: no response_time column
CREATE TABLE IF NOT EXISTS `tabActivity Log` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `subject` text DEFAULT NULL,
  `communication_date` datetime(6) DEFAULT NULL,
  `ip_address` varchar(140) DEFAULT NULL,
  `operation` varchar(140) DEFAULT NULL,  -- (blank)|Login|Logout
  `status` varchar(140) DEFAULT NULL,  -- (blank)|Success|Failed|Linked|Closed
  `reference_doctype` varchar(140) DEFAULT NULL,
  `reference_name` varchar(140) DEFAULT NULL,
  `user` varchar(140) DEFAULT NULL,
  `full_name` varchar(140) DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Scheduled Job Type  source: frappe/core/doctype/scheduled_job_type
CREATE TABLE IF NOT EXISTS `tabScheduled Job Type` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `method` varchar(140) DEFAULT NULL,
  `stopped` tinyint(4) NOT NULL DEFAULT 0,
  `create_log` tinyint(4) NOT NULL DEFAULT 0,
  `last_execution` datetime(6) DEFAULT NULL,  -- set when a run STARTS
  `cron_format` varchar(140) DEFAULT NULL,
  `frequency` varchar(140) DEFAULT NULL,  -- All|Hourly|Hourly Long|(Hourly Maintenance)|Daily|Daily Long|(Daily Maintenance)|Weekly|Weekly Long|Monthly|Monthly Long|Cron|Yearly|Annual
  `server_script` varchar(140) DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Scheduled Job Log  source: frappe/core/doctype/scheduled_job_log
CREATE TABLE IF NOT EXISTS `tabScheduled Job Log` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `status` varchar(140) DEFAULT NULL,  -- Scheduled|Complete|Failed; "Start" is also written by the code
  `scheduled_job_type` varchar(140) DEFAULT NULL,  -- -> Scheduled Job Type (name = last two dotted parts of method)
  `details` longtext DEFAULT NULL,
  `debug_log` longtext DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`),
  KEY `scheduled_job_type_index` (`scheduled_job_type`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Version  source: frappe/core/doctype/version
CREATE TABLE IF NOT EXISTS `tabVersion` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `ref_doctype` varchar(140) DEFAULT NULL,
  `docname` varchar(140) DEFAULT NULL,
  `data` longtext DEFAULT NULL,  -- JSON: {"changed":[[field,old,new],...]}
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Email Queue  source: frappe/email/doctype/email_queue
CREATE TABLE IF NOT EXISTS `tabEmail Queue` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `sender` varchar(140) DEFAULT NULL,
  `status` varchar(140) DEFAULT NULL,  -- (blank)|Not Sent|Sending|Sent|Partially Sent|Error|Expired
  `error` longtext DEFAULT NULL,
  `message_id` text DEFAULT NULL,
  `reference_doctype` varchar(140) DEFAULT NULL,
  `reference_name` varchar(140) DEFAULT NULL,
  `communication` varchar(140) DEFAULT NULL,
  `send_after` datetime(6) DEFAULT NULL,
  `priority` int(11) NOT NULL DEFAULT 0,
  `retry` int(11) NOT NULL DEFAULT 0,
  `email_account` varchar(140) DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`),
  KEY `status_send_after` (`status`, `send_after`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Email Queue Recipient [child table]  source: frappe/email/doctype/email_queue_recipient
CREATE TABLE IF NOT EXISTS `tabEmail Queue Recipient` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `parent` varchar(140) DEFAULT NULL,
  `parentfield` varchar(140) DEFAULT NULL,
  `parenttype` varchar(140) DEFAULT NULL,
  `recipient` varchar(140) DEFAULT NULL,
  `status` varchar(140) DEFAULT NULL,  -- (blank)|Not Sent|Sent
  `error` longtext DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `parent` (`parent`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Unhandled Email  source: frappe/email/doctype/unhandled_email
CREATE TABLE IF NOT EXISTS `tabUnhandled Email` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `email_account` varchar(140) DEFAULT NULL,
  `uid` varchar(140) DEFAULT NULL,
  `reason` longtext DEFAULT NULL,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Customer  source: erpnext/selling/doctype/customer + app fixtures
CREATE TABLE IF NOT EXISTS `tabCustomer` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `customer_name` varchar(140) DEFAULT NULL,
  `customer_group` varchar(140) DEFAULT NULL,
  `disabled` tinyint(4) NOT NULL DEFAULT 0,
  `member` varchar(140) DEFAULT NULL,  -- custom field -> Member
  `donor` varchar(140) DEFAULT NULL,  -- custom field -> Donor
  `custom_mollie_customer_id` varchar(140) DEFAULT NULL,  -- custom field
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`),
  KEY `member_index` (`member`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Sales Invoice [submittable: docstatus 0 draft/1 submitted/2 cancelled]  source: erpnext/accounts/doctype/sales_invoice + verenigingen/fixtures/custom_field.json
CREATE TABLE IF NOT EXISTS `tabSales Invoice` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `company` varchar(140) DEFAULT NULL,
  `customer` varchar(140) DEFAULT NULL,
  `posting_date` date DEFAULT NULL,
  `due_date` date DEFAULT NULL,
  `is_return` tinyint(4) NOT NULL DEFAULT 0,
  `return_against` varchar(140) DEFAULT NULL,
  `currency` varchar(140) DEFAULT NULL,
  `conversion_rate` decimal(21,9) NOT NULL DEFAULT 0,
  `grand_total` decimal(21,9) NOT NULL DEFAULT 0,
  `base_grand_total` decimal(21,9) NOT NULL DEFAULT 0,
  `rounded_total` decimal(21,9) NOT NULL DEFAULT 0,
  `outstanding_amount` decimal(21,9) NOT NULL DEFAULT 0,
  `status` varchar(140) DEFAULT NULL,  -- (blank)|Draft|Return|Credit Note Issued|Submitted|Paid|Partly Paid|Unpaid|Unpaid and Discounted|Partly Paid and Discounted|Overdue and Discounted|Overdue|Cancelled|Internal Transfer
  `member` varchar(140) DEFAULT NULL,  -- custom field -> Member
  `membership` varchar(140) DEFAULT NULL,  -- custom field -> Membership
  `is_membership_invoice` tinyint(4) NOT NULL DEFAULT 0,  -- custom field
  `membership_dues_schedule_display` varchar(140) DEFAULT NULL,  -- custom field -> Membership Dues Schedule
  `custom_source_donation` varchar(140) DEFAULT NULL,  -- custom field -> Donation
  `custom_contribution_mode` varchar(140) DEFAULT NULL,  -- custom field
  `custom_coverage_start_date` date DEFAULT NULL,  -- custom field
  `custom_coverage_end_date` date DEFAULT NULL,  -- custom field
  `custom_paying_for_member` varchar(140) DEFAULT NULL,  -- custom field -> Member
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`),
  KEY `customer_index` (`customer`),
  KEY `posting_date_index` (`posting_date`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Purchase Invoice [submittable: docstatus 0 draft/1 submitted/2 cancelled]  source: erpnext/accounts/doctype/purchase_invoice
CREATE TABLE IF NOT EXISTS `tabPurchase Invoice` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `company` varchar(140) DEFAULT NULL,
  `supplier` varchar(140) DEFAULT NULL,
  `posting_date` date DEFAULT NULL,
  `due_date` date DEFAULT NULL,
  `is_return` tinyint(4) NOT NULL DEFAULT 0,
  `currency` varchar(140) DEFAULT NULL,
  `grand_total` decimal(21,9) NOT NULL DEFAULT 0,
  `base_grand_total` decimal(21,9) NOT NULL DEFAULT 0,
  `outstanding_amount` decimal(21,9) NOT NULL DEFAULT 0,
  `status` varchar(140) DEFAULT NULL,  -- (blank)|Draft|Return|Debit Note Issued|Submitted|Paid|Partly Paid|Unpaid|Overdue|Cancelled|Internal Transfer
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Payment Entry [submittable: docstatus 0 draft/1 submitted/2 cancelled]  source: erpnext/accounts/doctype/payment_entry + fixtures
CREATE TABLE IF NOT EXISTS `tabPayment Entry` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `payment_type` varchar(140) DEFAULT NULL,  -- Receive|Pay|Internal Transfer
  `posting_date` date DEFAULT NULL,
  `company` varchar(140) DEFAULT NULL,
  `mode_of_payment` varchar(140) DEFAULT NULL,
  `party_type` varchar(140) DEFAULT NULL,
  `party` varchar(140) DEFAULT NULL,
  `paid_amount` decimal(21,9) NOT NULL DEFAULT 0,
  `unallocated_amount` decimal(21,9) NOT NULL DEFAULT 0,
  `reference_no` varchar(140) DEFAULT NULL,
  `reference_date` date DEFAULT NULL,
  `status` varchar(140) DEFAULT NULL,  -- (blank)|Draft|Submitted|Cancelled
  `custom_bank_transaction` varchar(140) DEFAULT NULL,  -- custom field
  `custom_sepa_batch` varchar(140) DEFAULT NULL,  -- custom field -> Direct Debit Batch
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Journal Entry [submittable: docstatus 0 draft/1 submitted/2 cancelled]  source: erpnext/accounts/doctype/journal_entry
CREATE TABLE IF NOT EXISTS `tabJournal Entry` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `posting_date` date DEFAULT NULL,
  `company` varchar(140) DEFAULT NULL,
  `voucher_type` varchar(140) DEFAULT NULL,
  `total_debit` decimal(21,9) NOT NULL DEFAULT 0,
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Bank Transaction [submittable: docstatus 0 draft/1 submitted/2 cancelled]  source: erpnext/accounts/doctype/bank_transaction + fixtures
CREATE TABLE IF NOT EXISTS `tabBank Transaction` (
  `name` varchar(140) NOT NULL,
  `creation` datetime(6) DEFAULT NULL,
  `modified` datetime(6) DEFAULT NULL,
  `modified_by` varchar(140) DEFAULT NULL,
  `owner` varchar(140) DEFAULT NULL,
  `docstatus` tinyint(4) NOT NULL DEFAULT 0,
  `idx` int(11) NOT NULL DEFAULT 0,
  `date` date DEFAULT NULL,
  `status` varchar(140) DEFAULT NULL,  -- (blank)|Pending|Settled|Unreconciled|Reconciled|Cancelled
  `bank_account` varchar(140) DEFAULT NULL,
  `deposit` decimal(21,9) NOT NULL DEFAULT 0,
  `withdrawal` decimal(21,9) NOT NULL DEFAULT 0,
  `allocated_amount` decimal(21,9) NOT NULL DEFAULT 0,
  `unallocated_amount` decimal(21,9) NOT NULL DEFAULT 0,
  `currency` varchar(140) DEFAULT NULL,
  `custom_sepa_batch` varchar(140) DEFAULT NULL,  -- custom field
  `custom_processing_status` varchar(140) DEFAULT NULL,  -- custom field: (blank)|SEPA Identified|Fully Reconciled|Partial - Manual Review Required|Excess - Manual Review Required|Manually Reconciled|Return Processed
  PRIMARY KEY (`name`),
  KEY `modified` (`modified`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- tabSessions  source: frappe/database/mariadb/framework_mariadb.sql (not a DocType: no name column)
CREATE TABLE IF NOT EXISTS `tabSessions` (
  `user` varchar(255) DEFAULT NULL,
  `sid` varchar(255) DEFAULT NULL,
  `sessiondata` longtext DEFAULT NULL,
  `ipaddress` varchar(16) DEFAULT NULL,
  `lastupdate` datetime(6) DEFAULT NULL,
  `status` varchar(20) DEFAULT NULL,
  KEY `sid` (`sid`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- tabSingles  source: same file. One row per field of a single DocType; the ones of interest:
--   System Settings: time_zone, enable_scheduler (0/1)   |  Verenigingen Settings: last_batch_creation_run,
--   last_member_history_refresh, enable_auto_batch_creation, payment_history_failure_threshold
CREATE TABLE IF NOT EXISTS `tabSingles` (
  `doctype` varchar(255) DEFAULT NULL,
  `field` varchar(255) DEFAULT NULL,
  `value` longtext DEFAULT NULL,
  KEY `singles_doctype_field_index` (`doctype`, `field`)
) ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Names used by the peer's code or plan that are NOT SQL tables:
--   tabRQ Job                 virtual DocType, data in Redis
--   tabRQ Worker              virtual DocType, data in Redis
--   tabSlow Query Log         no such DocType in Frappe
--   tabMembership Application no such DocType (applications are Member rows, see application_status)
--   tabSEPA Settings          no such DocType (settings are in Verenigingen Settings)
--   tabSEPA Alert             no such DocType
