import { createHash } from 'node:crypto';
import { ProfileReader } from '@audit/scd2-profile';
import type { Manifest, SnapshotFile, SnapshotValue } from '@audit/warehouse';
import { Explainer, type ExplainOrder } from './explainer.ts';
import type { ServedCustomers } from './files/served-customers.ts';
import { shownJson } from './marked-json.ts';

/** What a snapshot is made of. */
export interface SnapshotContents {
  /** Lists, filters, alerts, recommendations, events. */
  readonly tables: SnapshotFile;
  /** Documents, lines, ids, words. */
  readonly customers: ServedCustomers;
  /** The customer base at a glance, as JSON with personal values marked. */
  readonly summary: Buffer;
  /** Answers that are the same for everybody, as JSON. */
  readonly runs: string;
  readonly quality: string;
  /** Values of the customer base, for `/metrics`. */
  readonly business: Readonly<Record<string, number | null>>;
  readonly explain: ExplainOrder;
  /** Milliseconds of the clock. */
  readonly madeAt: number;
  /** All that is open of it: files, and the pin that keeps the version from vacuum. */
  readonly parts: AsyncDisposable;
}

/** One version of the lake, ready to be served. It is closed when it was retired and the last request that uses it has ended. */
export class Snapshot {
  readonly manifest: Manifest;
  readonly asOf: string;
  /** Names the content: part of every ETag. */
  readonly tag: string;
  readonly contents: SnapshotContents;
  #uses = 0;
  #retired = false;
  #closed: Promise<void> | undefined;
  #explainer: Promise<Explainer> | undefined;
  #profiles: Promise<ProfileReader> | undefined;

  constructor(contents: SnapshotContents) {
    const { manifest, run } = contents.explain;
    this.manifest = manifest;
    this.asOf = run.asOf;
    this.contents = contents;
    const sum = createHash('sha256').update(`${manifest.parentSum} ${manifest.runKey} ${manifest.committedAt}`).digest('hex');
    this.tag = `${manifest.version}-${sum.slice(0, 8)}`;
  }

  get version(): number {
    return this.manifest.version;
  }

  /** Rows of a query over the snapshot. @throws Interrupted beyond the deadline; EngineFailed */
  async rows(sql: string, values: readonly SnapshotValue[] = []): Promise<readonly (readonly unknown[])[]> {
    return await this.contents.tables.rows(sql, values);
  }

  /** Everything a page of a customer shows at once, as JSON; undefined where no customer has the id. */
  async document(id: string, unmasked: boolean): Promise<Buffer | undefined> {
    const { customers } = this.contents;
    const n = customers.numberOf(id);
    return n === undefined ? undefined : await customers.document(n, unmasked);
  }

  /** The customer base at a glance, as JSON. */
  summary(unmasked: boolean): Buffer {
    return shownJson(this.contents.summary, unmasked);
  }

  /** The explainer of the version, made when it is first asked for; a failure is tried again. */
  async explainer(): Promise<Explainer> {
    this.#explainer ??= Explainer.open(this.contents.explain).catch((error: unknown) => {
      this.#explainer = undefined;
      throw error;
    });
    return await this.#explainer;
  }

  /** Profiles of the version, opened when they are first asked for; a failure is tried again. */
  async profiles(): Promise<ProfileReader> {
    const { engine, lake } = this.contents.explain;
    this.#profiles ??= ProfileReader.open(engine, lake, this.manifest).catch((error: unknown) => {
      this.#profiles = undefined;
      throw error;
    });
    return await this.#profiles;
  }

  /** Keeps it open until disposed of. */
  use(): AsyncDisposable {
    this.#uses++;
    return {
      [Symbol.asyncDispose]: async () => {
        this.#uses--;
        await this.#closeWhenUnused();
      },
    };
  }

  /** Nobody new will use it. */
  async retire(): Promise<void> {
    this.#retired = true;
    await this.#closeWhenUnused();
  }

  async #closeWhenUnused(): Promise<void> {
    if (this.#retired && this.#uses === 0) await (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    const opened = await Promise.allSettled([this.#explainer, this.#profiles]);
    for (const one of opened) if (one.status === 'fulfilled') await one.value?.[Symbol.asyncDispose]();
    await this.contents.parts[Symbol.asyncDispose]();
  }
}
