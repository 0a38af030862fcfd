import type { Transformation, TransformedTable } from '@audit/medallion';
import type { SilverRun } from '../../jobs/transform-silver.ts';
import { counted, duration, grouped } from '../../output/quantity.ts';
import { textTable } from '../../output/text-table.ts';

type Profile = TransformedTable['profile'][number];

/** Records in quarantine, as they stand. */
export const refusedRecords = ({ tables }: Pick<Transformation, 'tables'>): number => tables.reduce((sum, { refused }) => sum + refused, 0);

const percent = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.01 ? 2 : 1)} %`;

const profileJson = (profile: Profile): object => ({
  column: profile.column_name,
  rows: Number(profile.rows),
  nulls: Number(profile.nulls),
  null_share: profile.null_share,
  distinct: Number(profile.distinct_count),
  min: profile.min_value,
  max: profile.max_value,
  rejected: Number(profile.rejected),
  flagged: Number(profile.flagged),
  null_share_before: profile.null_share_before,
  distinct_before: profile.distinct_before,
  drift: profile.is_drift,
});

/** The summary for programs. */
export const transformJson = (run: SilverRun, runId: string): object => ({
  run_id: runId,
  version: run.manifest.version,
  published: run.isNew,
  quarantined: refusedRecords(run),
  imported_rates: run.importedRates,
  absent: run.absent.map((name) => `bronze_${name}`),
  unmapped: Object.fromEntries(Object.entries(run.unmapped).map(([name, columns]) => [`bronze_${name}`, columns])),
  tables: run.tables.map(({ source, target, mode, why, seconds, account, refusedAnew, flagged, doubtful, profile, refused, rows }) => ({
    source: `bronze_${source}`,
    table: `silver_${target}`,
    mode,
    why,
    seconds: Number(seconds.toFixed(3)),
    rows,
    quarantined: refused,
    ...(account === undefined
      ? {}
      : {
          account: {
            received: account.received,
            superseded: account.superseded,
            deleted: account.deleted,
            filtered: account.filtered,
            landed: account.landed,
            quarantined: account.quarantined,
          },
          refused_anew: refusedAnew,
          flagged,
          doubtful_currencies: doubtful,
          profile: profile.map(profileJson),
        }),
  })),
});

const accountColumns = [
  { title: 'table' },
  { title: 'from' },
  { title: 'received', align: 'right' },
  { title: 'superseded', align: 'right' },
  { title: 'deleted', align: 'right' },
  { title: 'filtered', align: 'right' },
  { title: 'silver', align: 'right' },
  { title: 'quarantined', align: 'right' },
  { title: 'flagged', align: 'right' },
  { title: 'time', align: 'right' },
  { title: 'computed' },
] as const;

const accountRow = ({ source, target, account, flagged, seconds, mode }: TransformedTable): readonly string[] => {
  if (account === undefined) return [];
  const { received, superseded, deleted, filtered, landed, quarantined } = account;
  return [
    `silver_${target}`,
    `bronze_${source}`,
    ...[received, superseded, deleted, filtered, landed, quarantined, flagged].map((count) => grouped(count)),
    duration(seconds),
    mode === 'keys' ? 'what changed' : mode === 'skip' ? 'nothing' : 'whole',
  ];
};

const accountsText = (tables: readonly TransformedTable[]): string => {
  const done = tables.filter(({ account }) => account !== undefined);
  if (done.length === 0) return '';
  const sum = (of: (table: TransformedTable) => number): number => done.reduce((total, table) => total + of(table), 0);
  const total = sum(({ account }) => account?.received ?? 0);
  const silver = sum(({ account }) => account?.landed ?? 0);
  const aside = sum(({ account }) => account?.quarantined ?? 0);
  const rest = sum(({ account }) => (account?.superseded ?? 0) + (account?.deleted ?? 0) + (account?.filtered ?? 0));
  const closed = `Sums close: ${grouped(total)} received = ${grouped(silver)} in silver + ${grouped(aside)} in quarantine + ${grouped(rest)} superseded, deleted or filtered.\n`;
  return `${textTable(accountColumns, done.map(accountRow))}${closed}`;
};

const profileColumns = [
  { title: 'table' },
  { title: 'column' },
  { title: 'nulls', align: 'right' },
  { title: 'distinct', align: 'right' },
  { title: 'least', maxWidth: 24 },
  { title: 'greatest', maxWidth: 24 },
  { title: 'rejected', align: 'right' },
  { title: 'flagged', align: 'right' },
  { title: 'drift' },
] as const;

const driftText = ({ is_drift: isDrift, null_share_before: nulls, distinct_before: distinct }: Profile): string =>
  isDrift ? `was ${percent(nulls ?? 0)} null, ${grouped(Math.round(distinct ?? 0))} distinct` : '';

const profileRow = (profile: Profile): readonly string[] => [
  profile.table_name,
  profile.column_name,
  percent(profile.null_share),
  grouped(profile.distinct_count),
  profile.min_value ?? '',
  profile.max_value ?? '',
  profile.rejected === 0n ? '' : grouped(profile.rejected),
  profile.flagged === 0n ? '' : grouped(profile.flagged),
  driftText(profile),
];

const standsOut = ({ rejected, flagged, is_drift: isDrift }: Profile): boolean => rejected > 0n || flagged > 0n || isDrift;

/** One line a table: how full its columns are, and which is the emptiest. */
const fillText = (tables: readonly TransformedTable[]): string => {
  const rows = tables.flatMap(({ target, profile }) => {
    if (profile.length === 0) return [];
    const emptiest = profile.reduce((least, one) => (one.null_share > least.null_share ? one : least));
    const mean = profile.reduce((sum, one) => sum + one.null_share, 0) / profile.length;
    const count = (of: (one: Profile) => boolean): string => `${profile.filter(of).length}`;
    return [
      [
        `silver_${target}`,
        `${profile.length}`,
        count((one) => one.nulls === 0n),
        percent(mean),
        emptiest.nulls === 0n ? '' : `${emptiest.column_name} (${percent(emptiest.null_share)})`,
        count((one) => one.is_drift),
      ],
    ];
  });
  const columns = [
    { title: 'profile of' },
    { title: 'columns', align: 'right' },
    { title: 'without nulls', align: 'right' },
    { title: 'mean nulls', align: 'right' },
    { title: 'emptiest' },
    { title: 'drifted', align: 'right' },
  ] as const;
  return rows.length === 0 ? '' : `\n${textTable(columns, rows)}`;
};

const profileText = (tables: readonly TransformedTable[], whole: boolean): string => {
  const shown = tables.flatMap(({ profile }) => profile).filter((one) => whole || standsOut(one));
  return shown.length === 0 ? '' : `\n${textTable(profileColumns, shown.map(profileRow))}`;
};

const notesText = ({ absent, unmapped, importedRates, tables }: SilverRun): string => {
  const notes: string[] = [];
  if (importedRates)
    notes.push('The lake had no exchange rates: those that come with audit were imported (audit fx import brings newer ones).');
  if (absent.length > 0) notes.push(`Not in the lake, so left out: ${absent.map((name) => `bronze_${name}`).join(', ')}.`);
  const loose = Object.entries(unmapped).map(([name, columns]) => `bronze_${name}: ${columns.join(', ')}`);
  if (loose.length > 0 && tables.some(({ account }) => account !== undefined))
    notes.push(`Columns the mapping does not read: ${loose.join('; ')}.`);
  for (const { target, doubtful } of tables)
    for (const { country, currency, rows, of } of doubtful)
      notes.push(
        `silver_${target}: ${grouped(rows)} of ${grouped(of)} rows of ${country} are in ${currency}, which is not its currency: probably a default nobody changed.`,
      );
  return notes.length === 0 ? '' : `\n${notes.join('\n')}\n`;
};

/** The summary for people. @param whole with the profile of every column */
export const transformText = (run: SilverRun, whole: boolean): string => {
  const { tables, isNew, manifest } = run;
  const aside = refusedRecords(run);
  const refused = aside === 0 ? '' : `${counted(aside, 'record')} in quarantine, with reason and rule: audit show ops_quarantine\n`;
  const end = isNew
    ? `Published as version ${manifest.version}. Rows of a table: audit show <table>`
    : 'Nothing changed: nothing was published.';
  const text = `${accountsText(tables)}${fillText(tables)}${profileText(tables, whole)}${notesText(run)}`;
  return `${text}${text === '' ? '' : '\n'}${refused}${end}\n`;
};
