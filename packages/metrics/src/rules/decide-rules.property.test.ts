import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countDifferent, duckDbEngine, type Session } from '@audit/warehouse';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { Fact } from '../definitions/unit.ts';
import { relation } from '../scores/trial-organisation.fixture.ts';
import { decideRules } from './decide-rules.ts';
import { readRules } from './read-rules.ts';
import { bindNoEpisodes } from './trial-episodes.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'audit-episodes-'));
const engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 1 });
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const seed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000);
const customers = process.env['AUDIT_TEST_DEEP'] === '1' ? 1000 : 100;
const nights = 14;
const dayOf = (night: number): string => new Date(Date.UTC(2026, 9, 20 + night)).toISOString().slice(0, 10);

const facts: readonly Fact[] = [
  { name: 'risk', label: 'Risk', description: 'Risk', unit: 'score', hasReason: true },
  { name: 'expiry', label: 'Expiry', description: 'Expiry', unit: 'days', hasReason: false },
];
const expiresAfter = 3;
const cooldown = 2;
const read = readRules(
  {
    R: {
      title: 'R',
      priority: 'HIGH',
      when: { all: [{ gt: ['risk', 70] }, { lt: ['expiry', 90] }] },
      action: 'Call',
      reason: 'Risk {risk}, expiry {expiry}.',
      expected_outcome: 'Renewal',
      expires_after_days: expiresAfter,
    },
  },
  {
    A: {
      title: 'A',
      severity: 'high',
      when: { gte: ['risk', 70] },
      clear_when: { lt: ['risk', 65] },
      cooldown_days: cooldown,
      message: 'Risk {risk}.',
    },
    // Between 65 and 70 both of its conditions hold: it does not open.
    B: {
      title: 'B',
      severity: 'low',
      when: { gte: ['risk', 65] },
      clear_when: { lt: ['risk', 70] },
      cooldown_days: 0,
      message: 'Risk {risk}.',
    },
  },
  facts,
);
if ('faults' in read) throw new Error(JSON.stringify(read.faults));

type Value = number | null;
/** What a customer shows on a night; undefined where there is no such customer. */
type Night = { readonly risk: Value; readonly expiry: Value } | undefined;

interface Recommendation {
  readonly episode: number;
  readonly created: string;
  readonly expires: string;
  status: 'open' | 'expired' | 'withdrawn';
  closed: string | null;
  readonly reason: string;
}
interface Alert {
  readonly rule: string;
  readonly episode: number;
  readonly opened: string;
  resolved: string | null;
}

const later = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const both = (a: boolean | null, b: boolean | null): boolean | null =>
  a === false || b === false ? false : a === null || b === null ? null : true;
const known = (value: Value, holds: (value: number) => boolean): boolean | null => (value === null ? null : holds(value));

const alertRules = [
  { rule: 'A', from: 70, until: 65, cooldown },
  { rule: 'B', from: 65, until: 70, cooldown: 0 },
];

/** One customer, night after night, as people would say it. */
const course = (shown: readonly Night[]): { readonly recommendations: readonly Recommendation[]; readonly alerts: readonly Alert[] } => {
  const recommendations: Recommendation[] = [];
  const alerts: Alert[] = [];
  for (const [night, now] of shown.entries()) {
    const today = dayOf(night);
    const fires =
      now === undefined
        ? false
        : both(
            known(now.risk, (x) => x > 70),
            known(now.expiry, (x) => x < 90),
          );
    const open = recommendations.find(({ status }) => status === 'open');
    if (open !== undefined && open.expires <= today) Object.assign(open, { status: 'expired', closed: open.expires });
    else if (open !== undefined && fires === false) Object.assign(open, { status: 'withdrawn', closed: today });
    if (fires === true && !recommendations.some(({ status }) => status === 'open'))
      recommendations.push({
        episode: recommendations.length + 1,
        created: today,
        expires: later(today, expiresAfter),
        status: 'open',
        closed: null,
        reason: `Risk ${now?.risk}, expiry ${now?.expiry}.`,
      });
    for (const { rule, from, until, cooldown } of alertRules) {
      const raised = now === undefined ? false : known(now.risk, (x) => x >= from);
      const clears = now === undefined ? true : known(now.risk, (x) => x < until);
      const earlier = alerts.filter((one) => one.rule === rule);
      const alert = earlier.find(({ resolved }) => resolved === null);
      const last = earlier.at(-1)?.resolved;
      const rests = last !== undefined && last !== null && later(last, cooldown) > today;
      if (alert !== undefined && clears === true) alert.resolved = today;
      else if (alert === undefined && raised === true && clears !== true && !rests)
        alerts.push({ rule, episode: earlier.length + 1, opened: today, resolved: null });
    }
  }
  return { recommendations, alerts };
};

const idOf = (master: string, rule: string, episode: number): string =>
  createHash('sha256')
    .update([master, rule, String(episode)].join('\u001f'))
    .digest('hex')
    .slice(0, 32);

const night = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ risk: fc.constantFrom(null, 50, 65, 69, 70, 71, 90), expiry: fc.constantFrom(null, 10, 10, 89, 90) }),
  },
  { weight: 1, arbitrary: fc.constant(undefined) },
);

/** Binds what customers show on a night. */
const bindNight = async (session: Session, all: readonly (readonly Night[])[], at: number): Promise<void> => {
  const there = all.flatMap((shown, customer) => (shown[at] === undefined ? [] : [{ id: `M${customer}`, ...shown[at] }]));
  await relation(
    session,
    'masters',
    { master_id: 'VARCHAR' },
    there.map(({ id }) => [id]),
  );
  await relation(
    session,
    'facts',
    { master_id: 'VARCHAR', risk: 'DOUBLE', risk_reason: 'VARCHAR', expiry: 'BIGINT' },
    there.map(({ id, risk, expiry }) => [id, risk, risk === null ? 'no data' : null, expiry]),
  );
};

const decide = async (session: Session, at: number, from: string): Promise<void> => {
  for (const table of ['alerts', 'recommendations']) await session.materialise(`${table}_before`, `SELECT * FROM ${table}_${from}`);
  await decideRules(session, read.rules, facts, { asOf: dayOf(at), zone: 'UTC' });
};

test(
  `nights give the episodes people would tell, and a night computed again later gives the same (seed ${seed})`,
  { timeout: 120_000 },
  async () => {
    const all = fc.sample(fc.array(night, { minLength: nights, maxLength: nights }), { seed, numRuns: customers });
    await using session = await engine.session();
    await bindNoEpisodes(session);
    for (const table of ['alerts', 'recommendations']) await session.materialise(`${table}_start`, `SELECT * FROM ${table}_before`);
    let before = 'start';
    for (let at = 0; at < nights; at++) {
      await bindNight(session, all, at);
      await decide(session, at, before);
      before = `night${at}`;
      for (const table of ['alerts', 'recommendations']) await session.materialise(`${table}_${before}`, `SELECT * FROM ${table}_now`);
      // The same night once more, from what it published itself, and that by facts that were wrong.
      if (at % 5 === 4) {
        await bindNight(session, all, at - 3);
        await decide(session, at, before);
        for (const table of ['alerts', 'recommendations']) await session.materialise(`${table}_wrong`, `SELECT * FROM ${table}_now`);
        await bindNight(session, all, at);
        await decide(session, at, 'wrong');
        const columns = ['recommendation_id', 'status', 'closed_on', 'reason'];
        expect(await countDifferent(session, 'recommendations_now', `recommendations_${before}`, columns)).toBe(0);
        expect(
          await countDifferent(session, 'alerts_now', `alerts_${before}`, ['alert_id', 'state', 'opened_on', 'resolved_on', 'message']),
        ).toBe(0);
      }
    }
    const expected = all.map((shown) => course(shown));
    const key = (...parts: readonly unknown[]): string => parts.map(String).join(' ');
    const made = await session.evidence('SELECT * FROM recommendations_now', 100_000);
    expect(
      made
        .map((row) =>
          key(
            row['recommendation_id'],
            row['master_id'],
            row['episode'],
            row['status'],
            row['created_on'],
            row['expires_on'],
            row['closed_on'],
            row['reason'],
          ),
        )
        .toSorted(),
    ).toEqual(
      expected
        .flatMap(({ recommendations }, customer) =>
          recommendations.map((one) =>
            key(
              idOf(`M${customer}`, 'R', one.episode),
              `M${customer}`,
              one.episode,
              one.status,
              one.created,
              one.expires,
              one.closed,
              one.reason,
            ),
          ),
        )
        .toSorted(),
    );
    const raised = await session.evidence('SELECT * FROM alerts_now', 100_000);
    expect(
      raised.map((row) => key(row['alert_id'], row['episode'], row['state'], row['opened_on'], row['resolved_on'])).toSorted(),
    ).toEqual(
      expected
        .flatMap(({ alerts }, customer) =>
          alerts.map((one) =>
            key(
              idOf(`M${customer}`, one.rule, one.episode),
              one.episode,
              one.resolved === null ? 'open' : 'resolved',
              one.opened,
              one.resolved,
            ),
          ),
        )
        .toSorted(),
    );
    expect(Math.min(made.length, raised.length)).toBeGreaterThan(customers / 2);
    // Back-filled from the newest tables, each night is what it was.
    for (const at of [0, 3, 7, nights - 2]) {
      await bindNight(session, all, at);
      await decide(session, at, `night${nights - 1}`);
      for (const [table, columns] of Object.entries({
        alerts: ['alert_id', 'state', 'opened_on', 'resolved_on', 'message', 'evidence'],
        recommendations: ['recommendation_id', 'status', 'created_on', 'closed_on', 'reason', 'evidence', 'impact_method'],
      }))
        expect([table, at, await countDifferent(session, `${table}_now`, `${table}_night${at}`, columns)]).toEqual([table, at, 0]);
    }
  },
);

test('what is undecidable is a gap that names the facts that leave it open, with their reasons', async () => {
  await using session = await engine.session();
  await bindNoEpisodes(session);
  await bindNight(
    session,
    [[{ risk: 90, expiry: null }], [{ risk: null, expiry: 10 }], [{ risk: null, expiry: 200 }], [{ risk: 70, expiry: null }]],
    0,
  );
  await decideRules(session, read.rules, facts, { asOf: dayOf(0), zone: 'UTC' });
  const rows = await session.evidence('SELECT master_id, rule_id, missing FROM gaps_now ORDER BY master_id, rule_id', 10);
  expect(
    rows.filter((row) => row['rule_id'] !== 'B').map(({ master_id: master, rule_id: rule, missing }) => `${master} ${rule} ${missing}`),
  ).toEqual(['M0 R {"expiry":"unknown"}', 'M1 A {"risk":"no data"}', 'M1 R {"risk":"no data"}', 'M2 A {"risk":"no data"}']);
});

test('a fact without a value that decides nothing is no gap', async () => {
  const known: readonly Fact[] = [...facts, { name: 'asked', label: 'Asked', description: 'Asked', unit: 'flag', hasReason: true }];
  const when = { all: [{ any: [{ lt: ['expiry', 90] }, { gt: ['risk', 70] }] }, { eq: ['asked', true] }] };
  const alert = { title: 'S', severity: 'low' as const, when, cooldown_days: 0, message: 'S' };
  const defined = readRules({}, { S: alert }, known);
  if ('faults' in defined) throw new Error(JSON.stringify(defined.faults));
  await using session = await engine.session();
  await bindNoEpisodes(session);
  await relation(session, 'masters', { master_id: 'VARCHAR' }, [['M']]);
  const columns = {
    master_id: 'VARCHAR',
    risk: 'DOUBLE',
    risk_reason: 'VARCHAR',
    expiry: 'BIGINT',
    asked: 'BOOLEAN',
    asked_reason: 'VARCHAR',
  };
  await relation(session, 'facts', columns, [['M', null, 'no data', 10, null, 'nobody did']]);
  await decideRules(session, defined.rules, known, { asOf: dayOf(0), zone: 'UTC' });
  expect((await session.evidence('SELECT missing FROM gaps_now', 10)).map(({ missing }) => missing)).toEqual(['{"asked":"nobody did"}']);
});
