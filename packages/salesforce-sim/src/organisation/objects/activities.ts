import type { Counts } from '../counts.ts';
import { defineObject } from '../define-object.ts';
import { checkbox, date, datetime, int, picklist, reference, text, textarea } from '../field.ts';
import { pick } from '../pick.ts';
import type { SObject } from '../sobject.ts';

/** Days since the activity: silent and leaving accounts had none for half a year. */
const daysAgo = (owner: string): string =>
  `CASE WHEN story(${owner}) IN (0, 2) THEN 180 ELSE 0 END + CAST(below(i, 'when', 180) AS INTEGER)`;

export const task = ({ Account: accounts, Contact: contacts, Task: rows, User: users }: Counts): SObject => {
  const owner = `(i // 4) % ${accounts}`;
  return defineObject({
    name: 'Task',
    keyPrefix: '00T',
    rows,
    users,
    deletedOneIn: 50,
    fields: [
      reference('AccountId', 'Account', `sf_id('001', ${owner})`),
      reference('WhoId', 'Contact', `CASE WHEN one_in(i, 'who', 5) THEN NULL ELSE sf_id('003', (${owner} * 2 + i % 2) % ${contacts}) END`),
      reference('WhatId', ['Account', 'Opportunity'], `sf_id('001', ${owner})`),
      text('Subject', 255, pick('i', 'subject', ['Call', 'Email: "offer"', 'Send letter', 'Follow up, please'])),
      textarea('Description', 32_000, `prose(i, 'desc')`),
      picklist('Status', pick('i', 'status', ['Completed', 'Completed', 'Not Started', 'In Progress']), { nillable: false }),
      picklist('Priority', pick('i', 'priority', ['Normal', 'High', 'Low']), { nillable: false }),
      picklist('TaskSubtype', pick('i', 'sub', ['Task', 'Email', 'Call'])),
      date('ActivityDate', `org_day() - (${daysAgo(owner)})`),
      datetime(
        'CompletedDateTime',
        `CASE WHEN "Status" = 'Completed' THEN CAST("ActivityDate" AS TIMESTAMP) + to_seconds(28800 + below(i, 'done', 30000)) END`,
      ),
      int('CallDurationInSeconds', `CASE WHEN "TaskSubtype" = 'Call' THEN below(i, 'secs', 3600) END`),
      checkbox('IsClosed', `"Status" = 'Completed'`),
    ],
    updates: { Status: `'Completed'`, IsClosed: 'TRUE', CompletedDateTime: 'sim_clock()' },
  });
};

export const event = ({ Account: accounts, Contact: contacts, Event: rows, User: users }: Counts): SObject => {
  const owner = `i % ${accounts}`;
  return defineObject({
    name: 'Event',
    keyPrefix: '00U',
    rows,
    users,
    deletedOneIn: 50,
    fields: [
      reference('AccountId', 'Account', `sf_id('001', ${owner})`),
      reference('WhoId', 'Contact', `sf_id('003', (${owner} * 2) % ${contacts})`),
      reference('WhatId', ['Account', 'Opportunity'], `sf_id('001', ${owner})`),
      text('Subject', 255, pick('i', 'subject', ['Meeting', 'Demo', 'Quarterly Business Review', 'Lunch'])),
      datetime('StartDateTime', `CAST(org_day() - (${daysAgo(owner)}) AS TIMESTAMP) + to_hours(8 + below(i, 'hour', 9))`),
      datetime('EndDateTime', `"StartDateTime" + INTERVAL 1 HOUR`),
      date('ActivityDate', `CAST("StartDateTime" AS DATE)`),
    ],
    updates: { Subject: `concat('Meeting moved, ', {n})` },
  });
};
