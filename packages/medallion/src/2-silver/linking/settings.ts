import { z } from 'zod';

const words = z.array(z.string().min(1).toLowerCase()).readonly().default([]);
const column = (name: string) => z.string().min(1).nullable().default(name);
/** Names less alike than the law's numbers are not looked at by its rules, so that no rule can begin below them. */
const percent = (usual: number) => z.int().min(usual).max(100).default(usual);

/** Which columns of a file, or of a silver table, hold what; null: there is none. */
const accountColumns = z.strictObject({
  account_id: z.string().min(1).default('account_id'),
  name: z.string().min(1).default('name'),
  country: column('country'),
  region: column('region'),
  website: column('website'),
  phone: column('phone'),
  parent_account_id: column('parent_account_id'),
  created_date: column('created_date'),
});
const contactColumns = z.strictObject({
  account_id: z.string().min(1).default('account_id'),
  email: column('email'),
  phone: column('phone'),
});

const evidence = z.strictObject({
  /** A value on more accounts than both say is no evidence. */
  shared_by_accounts: z.int().min(1).default(10),
  shared_by_share: z.number().min(0).max(1).default(0.0002),
  /** Whether the domains of contacts' mailboxes count like websites. */
  mail_domains: z.boolean().default(true),
  free_mail: words,
  agency_domains: words,
});

const rules = z.strictObject({
  fuzzy_at: percent(85),
  parent_at: percent(70),
  contact_at: percent(70),
  /** A domain is second evidence where it makes a link so likely; an acronym with any other evidence likewise. */
  auto_at: z.number().min(0).max(1).default(0.933),
  /** Where no rule fires, names that only look related are a question from so likely on. */
  review_at: z.number().min(0).max(1).default(0.05),
  exactAlways100: z.boolean().default(false),
  fuzzyNeedsEvidence: z.boolean().default(true),
});

const candidates = z.strictObject({
  /** Names of a block of a word before it is split, at 100,000 names; grows with the root of their number. */
  block_names: z.int().min(2).default(60),
  /** So few names are compared all with all besides: it takes no time. */
  all_names: z.int().min(0).default(3000),
  /** Accounts of one name, or of two alike, that are all paired; of more only those with evidence in common. */
  paired_accounts: z.int().min(2).default(1000),
  /** Of two names alike that both have more accounts only those with evidence in common are paired: a name misspelt is rare. */
  alike_accounts: z.int().min(1).default(10),
});

const clusters = z.strictObject({
  /** Different names of a customer's accounts; what would bring more is a question. */
  most_names: z.int().min(2).default(50),
  /** Evidence of two accounts nothing is known of, in nats; below 0. */
  missing_pair_nats: z.number().max(0).default(-2),
  /** Links that wait for review join accounts all the same where they are more likely right than wrong; off: only those that are auto. */
  join_reviewed: z.boolean().default(true),
});

const review = z.strictObject({
  /** Questions a run leaves for people, the most decisive ones. */
  most_questions: z.int().min(0).default(10_000),
  /** Of them those about accounts of one name: many companies may have it. */
  most_of_name: z.int().min(1).default(20),
});

/** Of the learned scorer: weights instead of rules say what is linked. */
const learned = z.strictObject({
  /** Pairs at least so likely are linked; those from `rules.auto_at` on without review. */
  review_at: z.number().min(0).max(1).default(0.5),
  /** Whether the shipped weights are fitted to the corpus first. */
  fit_to_corpus: z.boolean().default(true),
});

/** `configs/account_linking.json`. */
export const linkingSettings = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1).default(1),
  /** Off: each account is its own master. */
  enabled: z.boolean().default(true),
  scorer: z.enum(['rules', 'learned']).default('rules'),
  learned: learned.prefault({}),
  acceptance: z.enum(['guarded', 'law']).default('guarded'),
  accounts: accountColumns.prefault({}),
  contacts: contactColumns.prefault({}),
  evidence: evidence.prefault({}),
  rules: rules.prefault({}),
  candidates: candidates.prefault({}),
  clusters: clusters.prefault({}),
  review: review.prefault({}),
  /** Where other systems' ids of a customer stand: a column of the accounts, and the system whose ids they are. */
  customer_xref: z
    .strictObject({ column: z.string().min(1).nullable().default('customer_id'), source_system: z.string().min(1).default('datamart') })
    .prefault({}),
  /** File of links people decided, beside this one; null: none. */
  manual_links: z.string().min(1).nullable().default(null),
});

export type LinkingSettings = z.output<typeof linkingSettings>;
export type EvidenceSettings = LinkingSettings['evidence'];
export type RuleSettings = LinkingSettings['rules'];
export type CandidateSettings = LinkingSettings['candidates'];
export type ClusterSettings = LinkingSettings['clusters'];
