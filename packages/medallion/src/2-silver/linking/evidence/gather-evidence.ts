import { type Session, textLiteral } from '@audit/warehouse';
import type { EvidenceSettings } from '../settings.ts';
import { hostsSql, inList, labelSql } from './domain-sql.ts';
import { type HygieneCount, hygieneOf } from './hygiene.ts';
import { type SharedKind, sharedKinds } from './shared-kinds.ts';
import { freeMailDomains, placeholderBoxes, placeholderDomains, roleBoxes, sharedHosts } from './mail-lists.ts';
import { phonesSql, placeholderPhone } from './phone-sql.ts';

/** Over how many accounts a value may be spread before it says nothing of any of them. */
export const mostAccounts = ({ shared_by_accounts: least, shared_by_share: share }: EvidenceSettings, accounts: number): number =>
  Math.max(least, Math.floor(share * accounts));

/** Whoever has a mailbox or a number is one company, or few; a domain is on all accounts of a large one, and still tells it from others. */
const domainFactor = 10;
export const mostHolders = (kind: SharedKind, most: number): number => (kind === 'domain' || kind === 'label' ? domainFactor * most : most);

/** An agency’s mail domain: so many names have it in their contacts, and so few as their website. */
export const agencyNames = 10;
export const isAgency = `names > ${agencyNames} AND own * 10 < sites`;

/**
 * Evidence beside the name, of the relations `lk_accounts` (i, country, website, phone, name) and `lk_contacts` (i, email, phone): makes
 * `lk_<kind> (i, <kind>)`, distinct, with what says nothing left out, and of the values on two accounts or more `lk_<kind>_pairs`.
 *
 * @param most accounts over which a value may be spread
 * @returns what was left out, and why
 */
export const gatherEvidence = async (session: Session, settings: EvidenceSettings, most: number): Promise<readonly HygieneCount[]> => {
  await readEvidence(session, settings);
  const counts: HygieneCount[] = [];
  for (const kind of sharedKinds) {
    await session.materialise(
      `lk_${kind}_values`,
      `SELECT value, holders, CAST(ROW_NUMBER() OVER (ORDER BY value) - 1 AS INTEGER) AS id FROM (
         SELECT ${kind} AS value, COUNT(*) AS holders FROM lk_${kind} WHERE dropped IS NULL GROUP BY ${kind} HAVING COUNT(*) > 1) h`,
    );
    await session.materialise(
      `lk_${kind}_pairs`,
      `SELECT v.id AS value, k.i FROM lk_${kind} k JOIN lk_${kind}_values v ON v.value = k.${kind} WHERE k.dropped IS NULL AND v.holders <= ${mostHolders(kind, most)}`,
    );
    counts.push(...(await hygieneOf(session, kind, mostHolders(kind, most))));
  }
  return counts;
};

/** A value as it is kept of accounts that are not compared: a number that says nothing to people. */
export const valueHash = (text: string): string => `CAST(HASH(${text}) >> 1 AS BIGINT)`;

/** The values of each account: `lk_<kind> (i, <kind>, dropped)`. @param agencies relation (value) of hashes; by default these accounts tell */
export const readEvidence = async (session: Session, settings: EvidenceSettings, agencies?: string): Promise<void> => {
  await mailboxes(session, settings, agencies);
  await phones(session);
  await domains(session, settings);
};

const mailboxes = async (
  session: Session,
  { free_mail: extra, agency_domains: agencies }: EvidenceSettings,
  known: string | undefined,
): Promise<void> => {
  const free = [...freeMailDomains, ...extra];
  const box = `SPLIT_PART(email, '@', 1)`;
  const written = `SELECT i, email, email AS address FROM (
    SELECT DISTINCT i, REGEXP_REPLACE(LOWER(TRIM(email)), '^mailto:', '') AS email FROM lk_contacts WHERE email IS NOT NULL) g
    WHERE REGEXP_FULL_MATCH(email, '[^@\\s]+@[^@\\s]+')`;
  await session.materialise('lk_written', `SELECT i, email, registered FROM (${hostsSql(written)}) h`);
  await websites(session, 'lk_accounts');
  // An agency writes for many companies that have little in common, and whose websites are elsewhere.
  await session.materialise(
    'lk_agency',
    known !== undefined
      ? `SELECT registered FROM (SELECT registered FROM lk_written UNION SELECT registered FROM lk_sites) r SEMI JOIN ${known} k ON k.value = ${valueHash('r.registered')}`
      : `SELECT registered FROM (
       SELECT m.registered, COUNT(DISTINCT a.name) AS names, COUNT(DISTINCT CASE WHEN w.registered = m.registered THEN w.i END) AS own, COUNT(DISTINCT w.i) AS sites
       FROM (SELECT registered FROM lk_written WHERE registered IS NOT NULL AND NOT ${inList('registered', free)} GROUP BY registered HAVING COUNT(DISTINCT i) > ${agencyNames}) c
       JOIN lk_written m ON m.registered = c.registered JOIN lk_accounts a ON a.i = m.i LEFT JOIN lk_sites w ON w.i = m.i GROUP BY m.registered) s
     WHERE ${isAgency}
     ${agencies.length === 0 ? '' : `UNION SELECT UNNEST([${agencies.map(textLiteral).join(', ')}])`}`,
  );
  const isPlaceholder = `m.registered IS NULL OR ${inList(box, placeholderBoxes)} OR ${inList('m.registered', placeholderDomains)}`;
  await session.materialise(
    'lk_email',
    `SELECT i, email, m.registered, CASE
       WHEN ${isPlaceholder} THEN 'placeholder'
       WHEN ${inList('m.registered', free)} AND ${inList(box, roleBoxes)} THEN 'role box at a free provider'
       WHEN a.registered IS NOT NULL THEN 'agency'
       WHEN ${inList('m.registered', free)} THEN NULL END AS dropped,
       ${inList('m.registered', free)} AS is_free
     FROM lk_written m LEFT JOIN lk_agency a ON a.registered = m.registered`,
  );
  await session.drop('lk_written');
};

/** Makes `lk_sites (i, website, host, registered)` of some of `lk_accounts`. */
export const websites = async (session: Session, accounts: string): Promise<void> => {
  const sites = hostsSql(`SELECT i, website, website AS address FROM ${accounts} WHERE website IS NOT NULL`);
  await session.materialise('lk_sites', `SELECT * FROM (${sites}) h`);
};

const phones = async (session: Session): Promise<void> => {
  const rows = `SELECT i, phone, country FROM lk_accounts WHERE phone IS NOT NULL
    UNION ALL SELECT c.i, c.phone, a.country FROM lk_contacts c JOIN lk_accounts a ON a.i = c.i WHERE c.phone IS NOT NULL`;
  await session.materialise(
    'lk_phone',
    `SELECT DISTINCT i, COALESCE(phone, raw) AS phone, CASE WHEN phone IS NULL THEN 'unreadable' WHEN ${placeholderPhone('phone')} THEN 'placeholder' END AS dropped
     FROM (${phonesSql(rows)}) p`,
  );
};

const domains = async (session: Session, { mail_domains: fromMail, free_mail: extra }: EvidenceSettings): Promise<void> => {
  await session.materialise(
    'lk_mail',
    `SELECT DISTINCT i, registered AS mail, CAST(NULL AS VARCHAR) AS dropped FROM lk_email WHERE dropped IS NULL AND NOT is_free`,
  );
  const sites = `SELECT i, registered AS domain, CASE WHEN host IS NULL THEN 'unreadable' END AS fault, website AS raw FROM lk_sites`;
  const mail = `SELECT i, registered AS domain, CAST(NULL AS VARCHAR) AS fault, email AS raw FROM lk_email WHERE dropped IS NULL AND NOT is_free`;
  await session.materialise(
    'lk_domain',
    `SELECT DISTINCT i, COALESCE(domain, raw) AS domain, CASE WHEN fault IS NOT NULL THEN fault
       WHEN ${inList('domain', [...sharedHosts, ...freeMailDomains, ...extra])} THEN 'host of many'
       WHEN ${inList('domain', placeholderDomains)} THEN 'placeholder'
       WHEN domain IN (SELECT registered FROM lk_agency) THEN 'agency' END AS dropped
     FROM (${fromMail ? `${sites} UNION ALL ${mail}` : sites}) d`,
  );
  await session.materialise('lk_label', `SELECT DISTINCT i, ${labelSql('domain')} AS label, dropped FROM lk_domain WHERE dropped IS NULL`);
};
