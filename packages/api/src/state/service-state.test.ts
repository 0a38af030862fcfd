import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineFailed } from '@audit/contract';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AlertMark } from '../alerts/alert-mark.ts';
import { compareWithState } from './compare-with-state.ts';
import { chained } from './journal-entry.ts';
import { readJournal } from './journal-file.ts';
import { journalName, ServiceState } from './service-state.ts';

let folder: string;
let now = Date.parse('2026-03-01T00:00:00Z');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-service-state-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = async () => await ServiceState.open(folder, () => now, pino({ level: 'silent' }));
const alert = (id: string, until: string | null = null): AlertMark => ({
  id,
  customer: 'c',
  title: 't',
  ack: null,
  snooze: until === null ? null : { until, at: '2026-03-01T00:00:00Z', by: 'local', note: null },
});
const mark = async (state: ServiceState, one: AlertMark) =>
  await state.change(async () => {
    const entry = {
      subject: 'alert' as const,
      id: one.id,
      customer: 'c',
      attempt: 0,
      before: 'a',
      after: 'b',
      actor: 'local',
      request_id: null,
    };
    return await Promise.resolve([{ alerts: [one], entries: [{ ...entry, detail: { note: one.id } }] }, undefined]);
  });
const journal = () => readJournal(join(folder, journalName))!;

test('what is kept is there again, and lines of the journal that a crash cut off or lost are written at the start', async () => {
  {
    await using state = await open();
    for (const id of ['1', '2', '3']) await mark(state, alert(id));
  }
  const path = join(folder, journalName);
  const [first, second, third] = readFileSync(path, 'utf8').split('\n');
  writeFileSync(path, `${first}\n${second?.slice(0, 30)}`);
  {
    await using state = await open();
    expect([...state.alerts.keys()]).toEqual(['1', '2', '3']);
    expect(readFileSync(path, 'utf8')).toBe(`${first}\n${second}\n${third}\n`);
    // As of a disk that was full in the middle of a line.
    appendFileSync(path, first!.slice(0, 20));
    await mark(state, alert('4'));
  }
  expect([journal().broken, journal().head.seq]).toEqual([undefined, 4]);
  expect(await compareWithState(folder, journal())).toEqual({ faults: [], behind: 0 });
});

test('a journal of other actions is not written to', async () => {
  {
    await using state = await open();
    await mark(state, alert('1'));
  }
  const path = join(folder, journalName);
  writeFileSync(path, readFileSync(path, 'utf8').replace(/"hash":"../, '"hash":"00'));
  await expect(open()).rejects.toThrow(/journal of other actions/);
});

test('a change that fails changes nothing, and the next one is decided by what the disk has', async () => {
  await using state = await open();
  await mark(state, alert('1'));
  await expect(state.change(async () => await Promise.reject(new Error('decided against')))).rejects.toThrow('decided against');
  // Somebody writes past it, so that the place of its next entry is taken.
  const draft = { subject: 'alert' as const, id: '2', customer: 'c', attempt: 0, before: 'a', after: 'b', actor: 'x', request_id: null };
  const entry = chained(await state.store.head(), { ...draft, detail: null }, null, '2026-03-01T00:00:00.000Z');
  const document = { kind: 'alert' as const, id: '2', body: JSON.stringify(alert('2')) };
  await state.store.commit({ documents: [document], entries: [{ entry, detail: null }], answer: undefined });
  await expect(mark(state, alert('3'))).rejects.toThrow(EngineFailed);
  expect([...state.alerts.keys()]).toEqual(['1']);
  await mark(state, alert('4'));
  expect([...state.alerts.keys()].toSorted()).toEqual(['1', '2', '4']);
  expect([journal().broken, journal().entries.map(({ id }) => id)]).toEqual([undefined, ['1', '2', '4']]);
});

test('the generation changes with each change, and when an alert that was put off is back', async () => {
  await using state = await open();
  const seen = [state.generation];
  await mark(state, alert('1', '2026-03-01T01:00:00Z'));
  seen.push(state.generation);
  expect(state.generation).toBe(seen[1]);
  now += 3600_000;
  seen.push(state.generation);
  expect(state.generation).toBe(seen[2]);
  expect(new Set(seen).size).toBe(3);
});
