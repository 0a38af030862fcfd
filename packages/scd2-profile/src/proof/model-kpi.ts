import type { Expected, ExpectedVersion, ProfileCase } from './profile-case.ts';
import { instantOf } from './model-instant.ts';

/** What is counted in a quarter, by the names of gold_profile_quarters. */
export interface ExpectedQuarter {
  readonly quarter: string;
  readonly counts: Readonly<Record<string, bigint | null>>;
}

const calendars = new Map<string, Intl.DateTimeFormat>();
const calendarOf = (zone: string): Intl.DateTimeFormat => {
  const known = calendars.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: 'numeric' });
  calendars.set(zone, known);
  return known;
};

/** The quarter that the calendar of a zone shows at an instant. */
const quarterOf = (instant: bigint, zone: string): string => {
  const seconds = instant / 1_000_000n - (instant % 1_000_000n < 0n ? 1n : 0n);
  const parts = calendarOf(zone).formatToParts(Number(seconds) * 1000);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  return `${String(part('year')).padStart(4, '0')}-Q${Math.ceil(part('month') / 3)}`;
};

/** The first instant of the quarter after that of an instant, found by halving. */
const nextQuarter = (instant: bigint, zone: string): bigint => {
  const here = quarterOf(instant, zone);
  let [inside, beyond] = [instant, instant + 100n * 86_400_000_000n];
  while (beyond - inside > 1n) {
    const middle = (inside + beyond) / 2n;
    if (quarterOf(middle, zone) === here) inside = middle;
    else beyond = middle;
  }
  return beyond;
};

const isPresent: Readonly<Record<string, (version: ExpectedVersion, members: readonly string[]) => boolean>> = {
  with_evidence_unique_key: ({ stored }) => stored['evidence_unique_key'] !== null,
  with_firstname: ({ stored }) => stored['firstname'] !== null,
  with_lastname: ({ stored }) => stored['lastname'] !== null,
  with_birthdate: ({ stored }) => stored['birthdate'] !== null,
  with_occupation: ({ stored }) => ![null, 'UNKNOWN'].includes(stored['occupation'] ?? null),
  with_nationality: ({ stored }) => ![null, 'UNKNOWN'].includes(stored['nationality'] ?? null),
  with_asset_or_income: ({ stored }) => ['total_asset', 'monthly_income'].some((name) => ![null, 'UNKNOWN'].includes(stored[name] ?? null)),
  with_income_or_purpose: (_, members) => members.some((member) => member !== 'UNKNOWN'),
};

/** The value of a list that a share of it does not exceed. */
const atRank = (sorted: readonly bigint[], percent: number): bigint | null =>
  sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? null;
const count = (list: readonly unknown[]): bigint => BigInt(list.length);

/** The batches that were loaded: a batch id counts once. */
const loadedBatches = ({ batches }: ProfileCase) =>
  batches.filter(({ batch_id }, at) => batches.findIndex((other) => other.batch_id === batch_id) === at);

/** What a case amounts to in each quarter, counted one by one. @param expected of the same case */
export const expectedQuarters = (one: ProfileCase, expected: Expected, zone: string): readonly ExpectedQuarter[] => {
  const batches = loadedBatches(one);
  const times = batches
    .flatMap(({ extract_ts, load_ts }) => [instantOf(extract_ts), instantOf(load_ts)])
    .toSorted((a, b) => (a < b ? -1 : 1));
  const [first, asOf] = [times[0] ?? 0n, times.at(-1) ?? 0n];
  const versions = expected.versions.map((version) => ({
    ...version,
    members: expected.bridges.filter(([sk]) => sk === version.sk).map(([, , member]) => member),
    start: instantOf(version.effective_start_ts),
    end: version.effective_end_ts === null ? asOf : instantOf(version.effective_end_ts),
  }));
  const isFirst = ({ customer_id, start }: (typeof versions)[number]): boolean =>
    !versions.some((other) => other.customer_id === customer_id && other.start < start);
  const found: ExpectedQuarter[] = [];
  for (let [from, isDone] = [first, false]; !isDone;) {
    const quarter = quarterOf(from, zone);
    const next = nextQuarter(from, zone);
    isDone = next > asOf;
    const last = isDone ? asOf : next - 1n;
    const inQuarter = (text: string): boolean => quarterOf(instantOf(text), zone) === quarter;
    const inForce = versions.filter(({ start, end }) => start <= last && last <= end);
    // Of the first quarter only a part was looked at by now, all of it counts.
    const active = versions.filter(({ start, end }) => start <= last && (end >= from || quarterOf(end, zone) === quarter));
    const started = versions.filter(({ effective_start_ts }) => inQuarter(effective_start_ts));
    const events = expected.events.filter(({ recorded_ts }) => inQuarter(recorded_ts));
    const entered = events.filter(({ change_kind, rationale_code }) => change_kind !== 'WITHDRAWN' && rationale_code !== 'INITIAL_LOAD');
    const latencies = entered.map((event) => instantOf(event.recorded_ts) - instantOf(event.event_ts)).toSorted((a, b) => (a < b ? -1 : 1));
    const evidence = events.filter(
      (event) =>
        event.previous_profile_hash !== null && event.new_profile_hash !== null && event.diff.attributes.includes('evidence_unique_key'),
    );
    const loaded = batches.filter(({ load_ts }) => inQuarter(load_ts));
    const findings = expected.dq.filter(([batch]) => loaded.some(({ batch_id }) => batch_id === batch));
    found.push({
      quarter,
      counts: {
        customers_in_force: count(inForce),
        customers_complete: count(inForce.filter((version) => Object.values(isPresent).every((is) => is(version, version.members)))),
        ...Object.fromEntries(Object.entries(isPresent).map(([name, is]) => [name, count(inForce.filter((of) => is(of, of.members)))])),
        customers_active: count([...new Set(active.map(({ customer_id }) => customer_id))]),
        versions_first: count(started.filter(isFirst)),
        versions_changed: count(started.filter((version) => !isFirst(version))),
        versions_published: count(latencies),
        latency_us: latencies.reduce((sum, latency) => sum + latency, 0n),
        latency_median_us: atRank(latencies, 50),
        latency_p95_us: atRank(latencies, 95),
        records_judged: count(loaded.flatMap(({ records }) => records)),
        records_refused: count(findings.filter(([, , customer]) => customer === null)),
        records_unmapped: 0n,
        records_flagged: count(findings.filter(([, , customer]) => customer !== null)),
        evidence_updated: count(evidence.filter(({ rationale_code }) => rationale_code === 'SOURCE_UPDATE')),
        evidence_corrected: count(evidence.filter(({ rationale_code }) => rationale_code === 'CORRECTION')),
      },
    });
    from = next;
  }
  return found;
};
