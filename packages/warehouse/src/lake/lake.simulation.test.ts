import { HeadMoved, UnknownVersion } from '@audit/contract';
import { describe, expect, test } from 'vitest';
import { batchesOf, draftBatch, publishBatch, runBatch, violationsOf } from './drill/batch-run.ts';
import { deepCount, isDeep, testSeed } from '../deep-count.fixture.ts';
import { FaultDisk } from './drill/fault-disk.ts';
import type { Fault } from './drill/fault-file-system.ts';
import { type SeededRandom, seededRandom } from './drill/seeded-random.ts';
import { type SimulatedProcess, simulatedProcess, violationsOnDisk } from './drill/simulated-run.ts';

const faultKinds = ['kill', 'power', 'EIO', 'ENOSPC'] as const;
/** Outcomes of a power cut tried at each call. */
const seeds = isDeep ? 200 : 4;
type FaultKind = (typeof faultKinds)[number];

/** What a run reported: its promise, or nothing. */
const attempt = async (process: SimulatedProcess, work: () => unknown): Promise<boolean> => {
  try {
    await work();
    return !process.fs.dead;
  } catch {
    return false;
  }
};

const diskWith = async (seed: number, batches: readonly string[], durable = true): Promise<FaultDisk> => {
  const disk = new FaultDisk(seededRandom(seed));
  for (const batch of batches) await runBatch(simulatedProcess(disk, { durable }), batch);
  return disk;
};

const callsOf = async (disk: FaultDisk, work: (process: SimulatedProcess) => unknown): Promise<number> => {
  const process = simulatedProcess(disk);
  await work(process);
  return process.fs.calls;
};

/** A run that meets a fault, the disk after it, a rerun, and what does not hold. */
const faultAndRerun = async (seed: number, kind: FaultKind, at: number, durable = true, run = runBatch): Promise<readonly string[]> => {
  const disk = await diskWith(seed, ['first'], durable);
  const struck = simulatedProcess(disk, { fault: { at, kind }, durable });
  const promised = (await attempt(struck, () => run(struck, 'second'))) ? ['first', 'second'] : ['first'];
  if (disk.readOnly) disk.powerCut();
  const after = violationsOnDisk(disk, promised);
  await run(simulatedProcess(disk, { durable }), 'second');
  disk.powerCut();
  return [...after, ...violationsOnDisk(disk, ['first', 'second'])];
};

describe('one commit', () => {
  test.each(faultKinds)('%s at every file-system call loses nothing promised, and the rerun publishes once', async (kind) => {
    const calls = await callsOf(await diskWith(0, ['first']), (process) => runBatch(process, 'second'));
    expect(calls).toBeGreaterThan(40);
    for (let at = 1; at <= calls; at++) {
      for (let seed = 0; seed < seeds; seed++) {
        expect(await faultAndRerun(seed, kind, at), `${kind} at call ${at}, seed ${seed}`).toEqual([]);
      }
    }
  });

  test('the very first commit survives a power cut at every file-system call', async () => {
    const calls = await callsOf(new FaultDisk(seededRandom(0)), (process) => runBatch(process, 'first'));
    for (let at = 1; at <= calls + 1; at++) {
      for (let seed = 0; seed < seeds; seed++) {
        const disk = new FaultDisk(seededRandom(seed));
        const struck = simulatedProcess(disk, { fault: { at, kind: 'power' } });
        const promised = (await attempt(struck, () => runBatch(struck, 'first'))) ? ['first'] : [];
        disk.powerCut();
        expect(violationsOnDisk(disk, promised), `call ${at}, seed ${seed}`).toEqual([]);
        await runBatch(simulatedProcess(disk), 'first');
        disk.powerCut();
        expect(violationsOnDisk(disk, ['first'])).toEqual([]);
      }
    }
  });

  test('a kill at every call and then a power cut at every call of the rerun lose nothing promised', async () => {
    const calls = await callsOf(await diskWith(0, ['first']), (process) => runBatch(process, 'second'));
    for (let killed = 1; killed <= calls; killed++) {
      for (let cut = 1; cut <= calls; cut += isDeep ? 1 : 5) {
        const disk = await diskWith(killed * calls + cut, ['first']);
        const first = simulatedProcess(disk, { fault: { at: killed, kind: 'kill' } });
        await attempt(first, () => runBatch(first, 'second'));
        const second = simulatedProcess(disk, { fault: { at: cut, kind: 'power' } });
        const promised = (await attempt(second, () => runBatch(second, 'second'))) ? ['first', 'second'] : ['first'];
        disk.powerCut();
        expect(violationsOnDisk(disk, promised), `kill at ${killed}, cut at ${cut}`).toEqual([]);
      }
    }
  });

  test('a writer without the lock, held up at any call while another publishes, does not overwrite it: it publishes on top or fails', async () => {
    const calls = await callsOf(await diskWith(0, ['first']), (process) => runBatch(process, 'second'));
    const outcomes = new Set<string>();
    for (let at = 1; at <= calls; at++) {
      const disk = await diskWith(at, ['first']);
      const faster = simulatedProcess(disk);
      const lock = await faster.lake.lock({ runId: 'faster', command: 'simulation' });
      const slow = simulatedProcess(disk, { fault: { at, kind: 'pause', meanwhile: () => publishBatch(faster, lock, 'faster') } });
      const outcome = await runBatch(slow, 'slow').then(
        () => 'published',
        (error: unknown) => (error instanceof HeadMoved ? 'head moved' : 'its stage is gone'),
      );
      outcomes.add(outcome);
      const promised = outcome === 'published' ? ['first', 'faster', 'slow'] : ['first', 'faster'];
      expect(violationsOnDisk(disk, promised), `held up at call ${at}`).toEqual([]);
      await runBatch(simulatedProcess(disk), 'slow');
      await runBatch(simulatedProcess(disk), 'faster');
      expect(violationsOnDisk(disk, ['first', 'slow', 'faster'])).toEqual([]);
    }
    expect(outcomes).toEqual(new Set(['published', 'head moved', 'its stage is gone']));
  });

  test('control: with fsync left out, power cuts lose promised versions', async () => {
    const calls = await callsOf(await diskWith(0, ['first']), (process) => runBatch(process, 'second'));
    let violated = 0;
    for (let seed = 0; seed < 20; seed++) {
      violated += await faultAndRerun(seed, 'power', calls, false).then(
        (violations) => (violations.length > 0 ? 1 : 0),
        () => 1,
      );
    }
    expect(violated).toBeGreaterThan(10);
  });
});

describe('a draft of two runs', () => {
  test.each(faultKinds)(
    '%s at every file-system call leaves the old version whole or the new one whole, and the rerun publishes once',
    async (kind) => {
      const calls = await callsOf(await diskWith(0, ['first']), (process) => draftBatch(process, 'second'));
      expect(calls).toBeGreaterThan(60);
      for (let at = 1; at <= calls; at++) {
        for (let seed = 0; seed < (isDeep ? seeds : 2); seed++) {
          expect(await faultAndRerun(seed, kind, at, true, draftBatch), `${kind} at call ${at}, seed ${seed}`).toEqual([]);
        }
      }
    },
  );

  test('publishes nothing by itself, goes on behind the run that was done, and vacuum spares what it made', async () => {
    const disk = await diskWith(0, ['first']);
    const calls = await callsOf(await diskWith(0, ['first']), (process) => draftBatch(process, 'second'));
    for (let at = 1; at <= calls; at++) {
      const struck = simulatedProcess(disk, { fault: { at, kind: 'kill' } });
      if (await attempt(struck, () => draftBatch(struck, 'second'))) break;
      const { lake } = simulatedProcess(disk);
      expect(lake.versions().length).toBeLessThanOrEqual(2);
      lake.vacuum(await lake.lock({ runId: 'v', command: 'vacuum' }));
      if (lake.head().version === 2) break;
    }
    const process = simulatedProcess(disk);
    await draftBatch(process, 'second');
    expect(violationsOnDisk(disk, ['first', 'second'])).toEqual([]);
    expect(process.lake.versions()).toEqual([1, 2]);
  });
});

/** The client of one simulated history: keeps what it was promised, repeats what it was not. */
class Client {
  readonly disk: FaultDisk;
  readonly promised: string[] = [];
  readonly tags: Record<string, number> = {};
  readonly #random: SeededRandom;
  readonly #durable: boolean;

  constructor(seed: number, durable: boolean) {
    this.#random = seededRandom(seed);
    this.#durable = durable;
    this.disk = new FaultDisk(seededRandom(seed + 1));
  }

  async step(): Promise<void> {
    const process = simulatedProcess(this.disk, { ...this.#fault(), durable: this.#durable });
    const roll = this.#random.below(10);
    if (roll < 6) await this.#run(process);
    else if (roll < 8) await this.#vacuum(process);
    else if (roll < 9) await this.#tag(process);
    else await attempt(process, async () => void process.lake.recover(await process.lake.lock({ runId: 'r', command: 'recover' })));
    if (this.disk.readOnly || this.#random.next() < 0.1) this.disk.powerCut();
  }

  /** Repeats the run that is due, undisturbed. */
  async finish(): Promise<void> {
    await runBatch(simulatedProcess(this.disk), this.#due());
    this.promised.push(this.#due());
  }

  #due(): string {
    return `batch-${this.promised.length + 1}`;
  }

  #fault(): { readonly fault?: Fault } {
    const kind = this.#random.pick([...faultKinds, 'none'] as const);
    return kind === 'none' ? {} : { fault: { at: 1 + this.#random.below(70), kind } };
  }

  async #run(process: SimulatedProcess): Promise<void> {
    const batch = this.#due();
    if (await attempt(process, () => runBatch(process, batch))) this.promised.push(batch);
  }

  async #vacuum(process: SimulatedProcess): Promise<void> {
    const keep = 1 + this.#random.below(3);
    await attempt(process, async () => process.lake.vacuum(await process.lake.lock({ runId: 'v', command: 'vacuum' }), { keep }));
  }

  async #tag(process: SimulatedProcess): Promise<void> {
    const name = `t${Object.keys(this.tags).length}`;
    await attempt(process, async () => {
      const lock = await process.lake.lock({ runId: 't', command: 'tag' });
      const { version } = process.lake.head();
      process.lake.tag(lock, name, version);
      this.tags[name] = version;
    });
  }
}

const violationsOfHistory = async (seed: number, durable: boolean): Promise<readonly string[]> => {
  const client = new Client(seed, durable);
  try {
    for (let step = 0; step < 8; step++) {
      await client.step();
      const violations = violationsOnDisk(client.disk, client.promised, client.tags);
      if (violations.length > 0) return violations;
    }
    // Whatever happened, the next run is not in its way: a lake never needs a hand.
    await client.finish();
    return violationsOnDisk(client.disk, client.promised, client.tags);
  } catch (error) {
    return [String(error)];
  }
};

describe('histories of runs, crashes, refused writes, vacuum, tags and recovery', () => {
  test('no history loses or doubles what was promised, and every kept version is whole', async () => {
    const first = testSeed();
    for (let seed = first; seed < first + deepCount(2000, 100_000); seed++) {
      expect(await violationsOfHistory(seed, true), `AUDIT_TEST_SEED=${seed}`).toEqual([]);
    }
  }, 3_600_000);

  test('control: with fsync left out, many histories lose what was promised', async () => {
    const first = testSeed();
    let violated = 0;
    for (let seed = first; seed < first + 200; seed++) violated += (await violationsOfHistory(seed, false)).length > 0 ? 1 : 0;
    expect(violated, `AUDIT_TEST_SEED=${first}`).toBeGreaterThan(50);
  });
});

const isReadOrGone = (work: () => unknown): boolean => {
  try {
    return work() === 1;
  } catch (error) {
    return error instanceof UnknownVersion;
  }
};

describe('vacuum beside readers', () => {
  test.each(['head', '4', 'year-end', '2026-12-31', '1'])(
    'a reader of %s held up at any call while vacuum runs is not told of damage',
    async (reference) => {
      const prepare = async (seed: number): Promise<FaultDisk> => {
        const disk = await diskWith(seed, ['1', '2', '3', '4']);
        const { lake } = simulatedProcess(disk);
        lake.tag(await lake.lock({ runId: 't', command: 't' }), 'year-end', 3);
        return disk;
      };
      const read = ({ fs, lake }: SimulatedProcess): unknown => {
        const manifest = lake.at(reference);
        return reference === '1' ? manifest.version : batchesOf(fs, lake, manifest);
      };
      const calls = await callsOf(await prepare(0), read);
      for (let at = 1; at <= calls; at++) {
        const disk = await prepare(at);
        const cleaner = simulatedProcess(disk);
        const lock = await cleaner.lake.lock({ runId: 'v', command: 'v' });
        const reader = simulatedProcess(disk, { fault: { at, kind: 'pause', meanwhile: () => cleaner.lake.vacuum(lock, { keep: 1 }) } });
        const expected = reference === 'year-end' ? ['1', '2', '3'] : ['1', '2', '3', '4'];
        if (reference === '1') expect(() => read(reader)).toSatisfy((work: () => unknown) => isReadOrGone(work), `call ${at}`);
        else expect(read(reader), `call ${at}`).toEqual(expected);
      }
    },
  );

  test('a reader that pins a version at any call of a vacuum either is told it is gone or can read all of it', async () => {
    const batches = ['1', '2', '3', '4'];
    const vacuum = async ({ lake }: SimulatedProcess): Promise<unknown> =>
      lake.vacuum(await lake.lock({ runId: 'v', command: 'v' }), { keep: 1 });
    const calls = await callsOf(await diskWith(0, batches), vacuum);
    const seen = new Set<string>();
    for (let at = 1; at <= calls; at++) {
      const disk = await diskWith(at, batches);
      const reader = simulatedProcess(disk);
      const meanwhile = (): void => {
        try {
          reader.lake.pin(2);
          seen.add('pinned');
        } catch (error) {
          expect(error).toBeInstanceOf(UnknownVersion);
          seen.add('gone');
        }
      };
      const cleaner = simulatedProcess(disk, { fault: { at, kind: 'pause', meanwhile } });
      await vacuum(cleaner);
      if (!seen.has('gone')) {
        const late = simulatedProcess(disk);
        expect(batchesOf(late.fs, late.lake, late.lake.at(2)), `pinned at call ${at}`).toEqual(['1', '2']);
        expect(violationsOf(late.fs, late.lake, late.lake.at(2))).toEqual([]);
      }
      expect(violationsOnDisk(disk, batches)).toEqual([]);
    }
    expect(seen).toEqual(new Set(['pinned', 'gone']));
  });
});
