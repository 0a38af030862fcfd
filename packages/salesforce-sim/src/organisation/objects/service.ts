import type { Counts } from '../counts.ts';
import { defineObject } from '../define-object.ts';
import { checkbox, date, datetime, double, field, formula, int, picklist, reference, text, textarea } from '../field.ts';
import { pick } from '../pick.ts';
import type { SObject } from '../sobject.ts';

const opened = `date_trunc('second', org_now() - to_seconds(7200 + below(i, 'opened', 31536000)))`;

export const caseObject = ({
  Account: accounts,
  Case: rows,
  Contact: contacts,
  Entitlement: entitlements,
  User: users,
}: Counts): SObject => {
  const owner = `(i // 2) % ${accounts}`;
  return defineObject({
    name: 'Case',
    keyPrefix: '500',
    rows,
    users,
    created: opened,
    fields: [
      reference('AccountId', 'Account', `sf_id('001', ${owner})`),
      reference('ContactId', 'Contact', `sf_id('003', i % ${contacts})`),
      reference('EntitlementId', 'Entitlement', `sf_id('550', ${owner} % ${entitlements})`),
      text('CaseNumber', 30, `lpad(CAST(i + 1000 AS VARCHAR), 8, '0')`, { nillable: false }),
      text('Subject', 255, `concat(${pick('i', 'subject', ['Login fails', 'Invoice "wrong"', 'Slow, again', 'How do I …?'])}, ' #', i)`),
      textarea('Description', 32_000, `prose(i, 'desc')`),
      picklist(
        'Priority',
        `CASE WHEN story(${owner}) IN (0, 4) THEN 'High' ELSE ${pick('i', 'priority', ['Low', 'Medium', 'Medium', 'High'])} END`,
      ),
      picklist(
        'Status',
        `CASE WHEN story(${owner}) = 4 THEN 'Escalated' ELSE ${pick('i', 'status', ['Closed', 'Closed', 'Closed', 'New', 'Working'])} END`,
      ),
      checkbox('IsClosed', `"Status" = 'Closed'`),
      checkbox('IsEscalated', `"Status" = 'Escalated'`),
      datetime('ClosedDate', `CASE WHEN "IsClosed" THEN ${opened} + to_seconds(3600 + below(i, 'solve', 3600)) END`),
      picklist('Origin', pick('i', 'origin', ['Phone', 'Email', 'Web'])),
      picklist('Type', pick('i', 'type', ['Problem', 'Question', 'Feature Request', null])),
      // Satisfaction, 1 to 5, of some of the closed ones.
      double(
        'CSAT__c',
        0,
        `CASE WHEN "IsClosed" AND NOT one_in(i, 'unasked', 3) THEN CASE WHEN story(${owner}) IN (0, 4) THEN 1 + below(i, 'csat', 2) ELSE 3 + below(i, 'csat', 3) END END`,
      ),
    ],
    updates: { Status: `'Working'`, IsClosed: 'FALSE', ClosedDate: 'NULL', Priority: `'High'` },
  });
};

export const caseMilestone = ({ Case: cases, CaseMilestone: rows, User: users, Account: accounts }: Counts): SObject => {
  const troubled = `story((i // 2) % ${accounts}) IN (0, 4)`;
  return defineObject({
    name: 'CaseMilestone',
    label: 'Case Milestone',
    keyPrefix: '555',
    rows,
    users,
    created: opened,
    fields: [
      reference('CaseId', 'Case', `sf_id('500', i % ${cases})`, { nillable: false }),
      text('MilestoneTypeId', 18, `sf_id('557', below(i, 'kind', 3))`, { nillable: false }),
      datetime('StartDate', opened),
      datetime('TargetDate', `"StartDate" + INTERVAL 4 HOUR`),
      datetime(
        'CompletionDate',
        `CASE WHEN one_in(i, 'undone', 6) THEN NULL WHEN ${troubled} THEN "TargetDate" + to_seconds(below(i, 'late', 86400)) ELSE "StartDate" + to_seconds(below(i, 'quick', 14000)) END`,
      ),
      checkbox('IsCompleted', `"CompletionDate" IS NOT NULL`),
      formula({ ...checkbox('IsViolated', '') }, `COALESCE({t}."CompletionDate", sim_clock()) > {t}."TargetDate"`),
      formula(
        int('TimeRemainingInMins__c', ''),
        `CASE WHEN {t}."CompletionDate" IS NULL THEN GREATEST(0, date_diff('minute', sim_clock(), {t}."TargetDate")) ELSE 0 END`,
      ),
    ],
    updates: { CompletionDate: `sim_clock()`, IsCompleted: 'TRUE' },
  });
};

export const entitlement = ({ Account: accounts, Entitlement: rows, User: users }: Counts): SObject =>
  defineObject({
    name: 'Entitlement',
    keyPrefix: '550',
    rows,
    users,
    fields: [
      reference('AccountId', 'Account', `sf_id('001', i % ${accounts})`, { nillable: false }),
      text('Name', 255, `concat(${pick('i', 'level', ['Gold', 'Silver', 'Bronze'])}, ' support')`, { nillable: false }),
      date('StartDate', `org_day() - CAST(below(i, 'start', 700) AS INTEGER)`),
      date('EndDate', `"StartDate" + 730`),
      text('SlaProcessId', 18, `sf_id('552', below(i, 'sla', 3))`),
    ],
    updates: { EndDate: `"EndDate" + 30` },
  });

/** Names of the states of a case: a small object that Bulk API refuses. */
export const caseStatus = ({ User: users }: Counts): SObject =>
  defineObject({
    name: 'CaseStatus',
    label: 'Case Status Value',
    keyPrefix: '01J',
    rows: 4,
    users,
    bulk: false,
    replicateable: false,
    fields: [
      text('ApiName', 255, `(['New', 'Working', 'Escalated', 'Closed'])[i + 1]`, { nillable: false }),
      text('MasterLabel', 255, `"ApiName"`),
      int('SortOrder', `i + 1`),
      field('IsClosed', 'boolean', `i = 3`, { nillable: false }),
      field('IsDefault', 'boolean', `i = 0`, { nillable: false }),
    ],
  });
