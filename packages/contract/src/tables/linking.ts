import { bool, float64, int32, int64, text, timestamp } from './column.ts';
import { defineTable } from './define-table.ts';

const percent = { unit: '0 to 100' } as const;
const share = { unit: '0 to 1' } as const;

/** Decisions about two accounts. */
export const accountLinks = defineTable({
  name: 'account_links',
  layer: 'silver',
  grain: ['account_a', 'account_b'],
  description: 'Pairs of accounts that are one customer, may be, or belong to one group; with what the decision rests on.',
  columns: {
    account_a: text({ description: 'The smaller of the two ids' }),
    account_b: text({ description: 'The other one' }),
    type: text({ description: 'same: one customer; related: one owner, other business' }),
    status: text({ description: 'auto, review (a person is asked), or refused (kept apart by hand or by the guard of clusters)' }),
    rule: text({ description: 'The rule that gives the confidence: MANUAL, EXACT, FUZZY, PARENT, CONTACT, ALIAS, NAME or LEARNED' }),
    fired: text({ description: 'All rules that fired, with + between' }),
    confidence: int32({ description: 'The number the rule gives', ...percent }),
    probability: float64({ description: 'How likely the two are one, calibrated', ...share }),
    reason: text({ description: 'Why it is not auto, or why it is' }),
    name_score: int32({ description: 'Similarity of the names; 0 below 70', ...percent }),
    emails: int32({ description: 'Mailboxes both have' }),
    phones: int32({ description: 'Telephone numbers both have' }),
    domains: int32({ description: 'Registered domains both have' }),
    family: text({ description: 'Ultimate parents: same, different, unknown' }),
    in_one_master: bool({ description: 'Whether the two have one master account' }),
  },
  laws: { in_order: { columns: ['account_a', 'account_b'], holds: (c) => `${c.account_a} < ${c.account_b}` } },
});

/** Questions to people, the most telling first. */
export const accountLinkReview = defineTable({
  name: 'account_link_review',
  layer: 'silver',
  grain: ['account_a', 'account_b'],
  description:
    'Links a person is asked about: those that wait for review, and those the guard refused. Answers go into the file of manual links.',
  columns: {
    account_a: text({ description: 'The smaller of the two ids' }),
    account_b: text({ description: 'The other one' }),
    name_a: text({ description: 'Name of the first', pii: 'quasi', nullable: true }),
    name_b: text({ description: 'Name of the second', pii: 'quasi', nullable: true }),
    question: text({ description: 'review, or weak bridge: two clusters that a link would join against all other pairs' }),
    rule: text({ description: 'The rule of the link' }),
    probability: float64({ description: 'How likely the two are one', ...share }),
    reason: text({ description: 'Why a person is asked' }),
    in_one_master: bool({ description: 'Whether they are one master account until someone says otherwise' }),
  },
});

const source = (field: string) => ({
  [`${field}_account_id`]: text({ description: `Account ${field} was taken from`, nullable: true }),
  [`${field}_rule`]: text({ description: `Why from there: headquarters, most frequent, longest, only, earliest`, nullable: true }),
});
type SourceColumns<F extends string> = Readonly<Record<`${F}_account_id` | `${F}_rule`, ReturnType<typeof nullableText>>>;
const nullableText = (description: string) => text({ description, nullable: true });
const sourceOf = <const F extends string>(field: F): SourceColumns<F> => source(field) as SourceColumns<F>;

/** One row a customer, each field with the account it was taken from. */
export const accountMasters = defineTable({
  name: 'account_masters',
  layer: 'silver',
  grain: ['master_id'],
  description: 'Master accounts: one row for each customer, however many accounts it has. Revenue is not summed here.',
  columns: {
    master_id: text({ description: 'Id that stays with the customer (ops_master_ids)' }),
    name: text({ description: 'Of the headquarters, else the most frequent, else the longest', pii: 'quasi', nullable: true }),
    ...sourceOf('name'),
    country: text({ description: 'Of the headquarters, else the most frequent', nullable: true }),
    ...sourceOf('country'),
    region: text({ description: 'Of the headquarters, else the most frequent', nullable: true }),
    ...sourceOf('region'),
    website: text({ description: 'The most frequent', nullable: true }),
    ...sourceOf('website'),
    phone: text({ description: 'Of the headquarters, else the most frequent', pii: 'quasi', nullable: true }),
    ...sourceOf('phone'),
    created_date: text({ description: 'The earliest', nullable: true }),
    ...sourceOf('created_date'),
    accounts: int32({ description: 'How many accounts it has' }),
    linkage_confidence: int32({ description: 'The least of its accounts’ best links; 100 of one alone', ...percent }),
    weakest_bridge: int32({ description: 'The weakest link that holds it together; 100 of one alone', ...percent }),
    mean_probability: float64({ description: 'Mean over all its pairs; 1 of one alone', ...share }),
  },
});

/** Which account is of which customer. */
export const accountMasterMembers = defineTable({
  name: 'account_master_members',
  layer: 'silver',
  grain: ['account_id'],
  description: 'The master account of every account.',
  columns: {
    account_id: text({ description: 'Account' }),
    master_id: text({ description: 'Its master account' }),
    linkage_confidence: int32({ description: 'Of the master account', ...percent }),
  },
});

/** Customers of other systems. */
export const customerXref = defineTable({
  name: 'customer_xref',
  layer: 'silver',
  grain: ['master_id', 'source_system', 'source_id'],
  description: 'What other systems call a customer: ties master accounts to the customer_id of transactions and profiles.',
  columns: {
    master_id: text({ description: 'Master account' }),
    source_system: text({ description: 'System whose id it is' }),
    source_id: text({ description: 'Its customer id', pii: 'quasi' }),
  },
});

/** Ids of master accounts, for ever. */
export const masterIds = defineTable({
  name: 'master_ids',
  layer: 'ops',
  grain: ['master_id'],
  description: 'Every id a master account ever had. An id is never given twice; one that was merged away still resolves.',
  columns: {
    master_id: text({ description: 'Id' }),
    account_id: text({ description: 'Smallest account when it was made' }),
    state: text({ description: 'current, alias (merged into another), or retired (none of its accounts is left)' }),
    resolves_to: text({ description: 'The master account an alias stands for', nullable: true }),
    supersedes: text({ description: 'The master account it was split from', nullable: true }),
    made_at: timestamp({ description: 'Clock of the run that made it', unit: 'us UTC' }),
  },
});

/** What the corpus said when it was last asked: frozen, so that more accounts do not change old decisions. */
export const linkModel = defineTable({
  name: 'link_model',
  layer: 'ops',
  grain: ['word'],
  description: 'Frozen frequencies of words in names of accounts; renewed by `audit link run --refresh-frequencies` only.',
  columns: {
    word: text({ description: 'Word as compared; empty: of the corpus as a whole' }),
    names: int32({ description: 'Different names that hold it; of the corpus as a whole, all of them' }),
    accounts: int32({ description: 'Of the corpus as a whole, its accounts; else 0' }),
    equal_names_are_same: bool({ description: 'Of the corpus as a whole, whether an equal name was enough; else false' }),
    model_version: int32({ description: 'Counts from 1, one more with each refresh' }),
  },
});

/** What the accounts were linked by: a run compares only those of which it differs, and those it reaches. */
export const linkAccounts = defineTable({
  name: 'link_accounts',
  layer: 'ops',
  grain: ['account_id'],
  description:
    'What each account was linked by when accounts were linked last, and what it is tied to. Made anew by any run that compares all accounts.',
  columns: {
    account_id: text({ description: 'Account' }),
    number: int32({ description: 'Its number in ops_link_values and ops_link_ties' }),
    mark: int64({ description: 'Hash of all that linking reads of the account and its contacts' }),
    contacts: int32({ description: 'Its contacts' }),
    name: int64({ description: 'Hash of the words its name is compared by; 0 where there are none' }),
    parent_account_id: text({ description: 'Its parent', nullable: true }),
    family: int64({ description: 'Hash of its ultimate parent; NULL where it has no parent and is none', nullable: true }),
    core: int64({ description: 'Hash of the smallest account of those it is tied to beyond doubt' }),
    component: int64({ description: 'Hash of the smallest account of those that links may join it with' }),
  },
});

/** Names as they are compared, one row for all accounts of a name. */
export const linkNames = defineTable({
  name: 'link_names',
  layer: 'ops',
  grain: ['name'],
  description: 'Names of accounts as they were compared when accounts were linked last, and what they are looked up by.',
  columns: {
    name: text({ description: 'Words, in their order', pii: 'quasi' }),
    key: float64({ description: 'Sum of the numbers of its words, whatever their order' }),
    acronym: text({ description: 'Its initials, empty where it has none' }),
    full_acronym: text({ description: 'The same with those of connecting words, where they differ' }),
    script: text({ description: 'latin or other' }),
    sound: text({ description: 'Its consonants, to compare it with names in other scripts; empty where they are not read' }),
    block_a: text({ description: 'Its rarest word' }),
    block_b: text({ description: 'The next one, empty where that is not rare' }),
    accounts: int32({ description: 'Accounts of that name' }),
    contested: bool({ description: 'Whether accounts of that name contradict each other' }),
  },
});

/** Evidence beside the name, as hashes. */
export const linkValues = defineTable({
  name: 'link_values',
  layer: 'ops',
  grain: ['kind', 'value', 'account'],
  description: 'What accounts had to be known by when they were linked last: hashes of mailboxes, numbers and domains.',
  columns: {
    kind: text({
      description:
        'email, phone, domain, label, mail: evidence; mailhost, site: all domains of mailboxes and websites; agency: a domain that is one',
    }),
    value: int64({ description: 'Hash of the value; of a website that is none, of the empty text' }),
    account: int32({ description: 'Number of the account in ops_link_accounts; -1 for an agency' }),
  },
});

/** What links say of other pairs. */
export const linkTies = defineTable({
  name: 'link_ties',
  layer: 'ops',
  grain: ['account_a', 'account_b'],
  description:
    'Links of names alike that say something of other pairs, when accounts were linked last: they tie two accounts beyond doubt, or contradict their name.',
  columns: {
    account_a: int32({ description: 'Number of the account in ops_link_accounts' }),
    account_b: int32({ description: 'Number of the other one' }),
    is_against: bool({ description: 'Whether the two contradict each other; else they are tied' }),
  },
});
