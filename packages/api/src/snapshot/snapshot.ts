import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { ProfileReader } from '@audit/scd2-profile';
import type { Manifest, SnapshotFile, SnapshotValue } from '@audit/warehouse';
import type { SearchIndex } from '../search/search-index.ts';
import { Explainer, type ExplainOrder } from './explainer.ts';

/** What a snapshot is made of. */
export interface SnapshotContents {
  readonly file: SnapshotFile;
  readonly search: SearchIndex;
  readonly path: string;
  /** Keeps the version from vacuum. */
  readonly pin: Disposable;
  /** Answers that are the same for everybody, as JSON. */
  readonly runs: string;
  readonly quality: string;
  /** Values of the customer base, for `/metrics`. */
  readonly business: Readonly<Record<string, number | null>>;
  readonly explain: ExplainOrder;
  /** Milliseconds of the clock. */
  readonly madeAt: number;
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
    return await this.contents.file.rows(sql, values);
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
    const { file, path, pin } = this.contents;
    await file[Symbol.asyncDispose]();
    const opened = await Promise.allSettled([this.#explainer, this.#profiles]);
    for (const one of opened) if (one.status === 'fulfilled') await one.value?.[Symbol.asyncDispose]();
    pin[Symbol.dispose]();
    rmSync(path, { force: true });
  }
}
