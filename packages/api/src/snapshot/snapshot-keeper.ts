import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AuditError } from '@audit/contract';
import { type Definitions, type DefinitionsText, goldDay } from '@audit/metrics';
import { type Engine, type Lake, type Manifest, type Session, SnapshotFile } from '@audit/warehouse';
import { listJson } from '../http/list-json.ts';
import { buildApart } from './build/build-apart.ts';
import { ServedCustomers } from './files/served-customers.ts';
import { snapshotPaths } from './files/snapshot-files.ts';
import { shownJson } from './marked-json.ts';
import { runList } from './run-list.ts';
import { Snapshot } from './snapshot.ts';

/** Where snapshots are made of which lake. */
export interface KeeperOptions {
  readonly lake: Lake;
  /** Computes explanations and profiles; reads the lake. */
  readonly engine: Engine;
  /** Private folder, gone afterwards. */
  readonly folder: string;
  /** The business zone. */
  readonly zone: string;
  /** The definitions that count for a version. */
  readonly definitions: (manifest: Manifest) => Definitions;
  /** Their text, as it stands now. */
  readonly definitionsText: () => DefinitionsText;
  /** Another engine for one question, which ends with it. */
  readonly openEngine: (signal: AbortSignal) => Engine;
  /** The quality of the data of a version. */
  readonly quality: (session: Session, lake: Lake, manifest: Manifest) => Promise<object>;
  readonly now: () => number;
  readonly memoryLimit: string | undefined;
  /** Tells of versions that are served, and of those that cannot be. */
  readonly tell: (event: KeeperEvent) => void;
}

export type KeeperEvent =
  | { readonly served: number; readonly asOf: string; readonly seconds: number }
  | { readonly broken: Broken; readonly error: unknown };

/** Why the newest version is not served. */
export interface Broken {
  /** Null where not even the log could be read. */
  readonly version: number | null;
  readonly code: string;
  readonly since: string;
}

const connections = 4;
const deadlineMs = 1000;
/** Of a snapshot in the making, and of each that is served, where nothing else is set: the process serves beside it. */
const usualMemory = '1GB';

/**
 * Holds the version that is served, and makes that of a new one beside it. One check runs at a time. The version before stays open until the next swap, so that
 * lists begun in it can be read to their end.
 */
export class SnapshotKeeper implements AsyncDisposable {
  readonly #options: KeeperOptions;
  #current: Snapshot;
  #previous: Snapshot | undefined;
  #checking: Promise<void> | undefined;
  #isAskedAgain = false;
  #made = 0;
  readonly #stop: AbortController;
  /** Milliseconds of the clock. */
  checkedAt: number;
  broken: Broken | undefined;

  /** Makes the snapshot of the head. @throws UsageError where it has nothing to serve, and what reading it throws */
  static async open(options: KeeperOptions): Promise<SnapshotKeeper> {
    const stop = new AbortController();
    return new SnapshotKeeper(options, await make(options, options.lake.head(), 0, stop.signal), stop);
  }

  private constructor(options: KeeperOptions, first: Snapshot, stop: AbortController) {
    this.#options = options;
    this.#current = first;
    this.#stop = stop;
    this.checkedAt = options.now();
  }

  get options(): KeeperOptions {
    return this.#options;
  }

  get current(): Snapshot {
    return this.#current;
  }

  /** A version that is still open. */
  ofTag(tag: string): Snapshot | undefined {
    return [this.#current, this.#previous].find((one) => one?.tag === tag);
  }

  /**
   * Looks for a new version, and serves it. Never fails: a version that cannot be served leaves the one before. Asked while it looks, it looks once more: what was
   * published meanwhile is served too.
   */
  async check(): Promise<void> {
    this.#isAskedAgain = this.#checking !== undefined;
    await (this.#checking ??= this.#lookWhileAsked().finally(() => (this.#checking = undefined)));
  }

  async #lookWhileAsked(): Promise<void> {
    do {
      this.#isAskedAgain = false;
      await this.#look();
    } while (this.#isAskedAgain && !this.#stop.signal.aborted);
  }

  async #look(): Promise<void> {
    const { lake, now, tell } = this.#options;
    let version: number | null = null;
    try {
      const head = lake.head();
      version = head.version;
      if (head.version !== this.#current.version || head.committedAt !== this.#current.manifest.committedAt) {
        await this.#swap(await make(this.#options, head, ++this.#made, this.#stop.signal));
      }
      this.broken = undefined;
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      const code = error instanceof AuditError ? error.code : 'UNEXPECTED';
      const since = this.broken?.version === version && this.broken.code === code ? this.broken.since : new Date(now()).toISOString();
      this.broken = { version, code, since };
      tell({ broken: this.broken, error });
    }
    this.checkedAt = now();
  }

  async #swap(next: Snapshot): Promise<void> {
    const old = this.#previous;
    this.#previous = this.#current;
    this.#current = next;
    // With it, not after the old one is closed: nobody is told of both.
    this.broken = undefined;
    await old?.retire();
  }

  /** Stops a snapshot in the making, and closes the others when their requests have ended. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#checking;
    await this.#previous?.retire();
    await this.#current.retire();
  }
}

const businessOf = (document: string): Readonly<Record<string, number | null>> => {
  const { business } = JSON.parse(document) as { readonly business: Readonly<Record<string, number | string | null>> | null };
  return Object.fromEntries(
    Object.entries(business ?? {}).flatMap(([name, value]) => (typeof value === 'string' ? [] : [[name, value] as const])),
  );
};

const make = async (options: KeeperOptions, manifest: Manifest, number: number, signal: AbortSignal): Promise<Snapshot> => {
  const { lake, engine, zone, now, memoryLimit = usualMemory, tell } = options;
  const started = performance.now();
  const folder = join(options.folder, `snapshot-${number}`);
  const paths = snapshotPaths(folder);
  // Before anything is read: vacuum must not be faster.
  const pin = lake.pin(manifest.version);
  await using opened = new AsyncDisposableStack();
  opened.defer(async () => {
    pin[Symbol.dispose]();
    await rm(folder, { recursive: true, force: true });
  });
  const definitions = options.definitions(manifest);
  await buildApart({ lake, manifest, definitions, folder, memoryLimit }, number > 0, signal);
  await using session = await engine.session();
  const quality = JSON.stringify(await options.quality(session, lake, manifest));
  const tables = opened.use(
    await SnapshotFile.open({ path: paths.tables, tempDirectory: folder, threads: 1, memoryLimit, connections, deadlineMs }),
  );
  const customers = opened.use(await ServedCustomers.open(paths));
  const [dashboard] = await tables.rows('SELECT document FROM dashboard', []);
  const summary = Buffer.from(String(dashboard?.[0]));
  const asOf = goldDay(manifest) ?? manifest.clock.slice(0, 10);
  const snapshot = new Snapshot({
    tables,
    customers,
    summary,
    runs: listJson(runList(lake, manifest.version).map((run) => JSON.stringify(run))),
    quality,
    business: businessOf(String(shownJson(summary, false))),
    explain: { engine, lake, manifest, definitions, run: { asOf, zone } },
    madeAt: now(),
    parts: opened.move(),
  });
  tell({ served: manifest.version, asOf, seconds: (performance.now() - started) / 1000 });
  return snapshot;
};
