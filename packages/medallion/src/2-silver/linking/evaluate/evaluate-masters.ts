import type { Session } from '@audit/warehouse';

/** How far what was found agrees with the truth. */
export interface Agreement {
  /** Of what was found, the share that is true; null where nothing was found. */
  readonly precision: number | null;
  /** Of what is true, the share that was found; null where nothing is. */
  readonly recall: number | null;
  /** Their harmonic mean; null without either. */
  readonly f1: number | null;
}

/** An agreement over pairs of accounts. */
export interface PairAgreement extends Agreement {
  readonly true_pairs: number;
  readonly found_pairs: number;
  readonly right_pairs: number;
}

/** Pairs found when only links of so much probability, or more, count. */
export interface CurvePoint extends PairAgreement {
  readonly probability: number;
}

export interface Evaluation {
  /** Accounts of the truth, and those of them without a master, which are counted as masters of their own. */
  readonly accounts: number;
  readonly without_master: number;
  /** Links of type same and status auto; null without links. */
  readonly pair: PairAgreement | null;
  /** All pairs that share a master against all that share an entity. */
  readonly cluster: PairAgreement;
  readonly b_cubed: Agreement;
  /** Links of type same of any status but refused, by their probability; empty without links. */
  readonly curve: readonly CurvePoint[];
  /** Pairs of the accounts of a kind, by the columns the truth has. */
  readonly slices: Readonly<Record<string, Readonly<Record<string, PairAgreement>>>>;
}

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
const share = (part: number, whole: number): number | null => (whole === 0 ? null : rounded(part / whole));

const agreement = (precision: number | null, recall: number | null): Agreement => {
  const f1 =
    precision === null || recall === null ? null : precision + recall === 0 ? 0 : rounded((2 * precision * recall) / (precision + recall));
  return { precision, recall, f1 };
};

const pairAgreement = (right: number, found: number, all: number): PairAgreement => ({
  ...agreement(share(right, found), share(right, all)),
  true_pairs: all,
  found_pairs: found,
  right_pairs: right,
});

const pairs = (count: string): string => `${count} * (${count} - 1) / 2`;
const row = async (session: Session, sql: string): Promise<readonly number[]> => {
  const [found] = await session.evidence(sql, 1);
  return Object.values(found ?? {}).map(Number);
};

/** Columns of the truth that say of what kind an account is; several kinds in one cell stand with bars between. */
const sliceColumns = ['entity_kind', 'variant_ops'] as const;

/**
 * Compares masters, and links where there are any, with the truth: relations `masters (account_id, master_id)`, `truth (account_id, entity_id,
 * entity_kind, variant_ops)` and `links (account_a, account_b, type, status, probability)`, all text.
 */
export const evaluateMasters = async (session: Session, hasLinks: boolean): Promise<Evaluation> => {
  await session.materialise(
    'judged',
    `SELECT t.account_id, t.entity_id, COALESCE(m.master_id, 'without master: ' || t.account_id) AS master_id, m.master_id IS NULL AS lacks,
       ${sliceColumns.map((name) => `t.${name}`).join(', ')}
     FROM truth t LEFT JOIN masters m ON m.account_id = t.account_id`,
  );
  const sized = `SELECT j.*, COUNT(*) OVER (PARTITION BY master_id) AS in_master, COUNT(*) OVER (PARTITION BY entity_id) AS in_entity,
    COUNT(*) OVER (PARTITION BY master_id, entity_id) AS in_both FROM judged j`;
  await session.materialise('sized', sized);
  const [accounts = 0, without = 0] = await row(session, 'SELECT COUNT(*) AS n, COUNT(*) FILTER (WHERE lacks) AS lacking FROM judged');
  const total = async (by: string): Promise<number> =>
    (await row(session, `SELECT COALESCE(SUM(${pairs('n')}), 0) AS pairs FROM (SELECT COUNT(*) AS n FROM judged GROUP BY ${by}) g`))[0] ??
    0;
  const [found, all, right] = [await total('master_id'), await total('entity_id'), await total('master_id, entity_id')];
  const [precision = 0, recall = 0] = await row(
    session,
    'SELECT COALESCE(AVG(in_both / in_master), 0) AS p, COALESCE(AVG(in_both / in_entity), 0) AS r FROM sized',
  );
  return {
    accounts,
    without_master: without,
    pair: hasLinks ? await ofLinks(session, all) : null,
    cluster: pairAgreement(right, found, all),
    b_cubed: agreement(rounded(precision), rounded(recall)),
    curve: hasLinks ? await curveOf(session, all) : [],
    slices: await slicesOf(session),
  };
};

const judgedLinks = `SELECT DISTINCT LEAST(l.account_a, l.account_b) AS a, GREATEST(l.account_a, l.account_b) AS b, l.status,
  TRY_CAST(l.probability AS DOUBLE) AS probability, x.entity_id = y.entity_id AS is_right
  FROM links l JOIN judged x ON x.account_id = l.account_a JOIN judged y ON y.account_id = l.account_b WHERE l.type = 'same'`;

const ofLinks = async (session: Session, all: number): Promise<PairAgreement> => {
  const [found = 0, right = 0] = await row(
    session,
    `SELECT COUNT(*) AS found, COUNT(*) FILTER (WHERE is_right) AS correct FROM (${judgedLinks}) j WHERE status = 'auto'`,
  );
  return pairAgreement(right, found, all);
};

const curvePoints = [0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999];

const curveOf = async (session: Session, all: number): Promise<readonly CurvePoint[]> => {
  const rows = await session.evidence(
    `SELECT p.at, COUNT(j.a) AS found, COUNT(j.a) FILTER (WHERE j.is_right) AS correct
     FROM (SELECT UNNEST([${curvePoints.join(', ')}]) AS at) p LEFT JOIN (${judgedLinks}) j ON j.probability >= p.at AND j.status <> 'refused'
     GROUP BY p.at ORDER BY p.at`,
    curvePoints.length,
  );
  return rows.map((point) => ({
    probability: Number(point['at']),
    ...pairAgreement(Number(point['correct']), Number(point['found']), all),
  }));
};

/** Pairs with at least one end in a slice would need all pairs; each account's own pairs, summed over a slice, do not. */
const slicesOf = async (session: Session): Promise<Evaluation['slices']> => {
  const slices: Record<string, Record<string, PairAgreement>> = {};
  for (const column of sliceColumns) {
    const rows = await session.evidence(
      `SELECT slice, SUM(in_both - 1) AS correct, SUM(in_master - 1) AS found, SUM(in_entity - 1) AS truly
       FROM (SELECT UNNEST(STRING_SPLIT(COALESCE(${column}, 'none'), '|')) AS slice, in_both, in_master, in_entity FROM sized
         WHERE EXISTS (SELECT 1 FROM truth WHERE ${column} IS NOT NULL)) u
       GROUP BY slice ORDER BY slice`,
      1000,
    );
    if (rows.length === 0) continue;
    slices[column] = Object.fromEntries(
      rows.map((slice) => [slice['slice'] ?? '', pairAgreement(Number(slice['correct']), Number(slice['found']), Number(slice['truly']))]),
    );
  }
  return slices;
};
