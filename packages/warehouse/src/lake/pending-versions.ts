import { HeadMoved } from '@audit/contract';
import type { Draft, Manifest, StepAccount } from './manifest.ts';
import type { StageFolder } from './stage-folder.ts';

/** What one part of a pipeline did, in one of its commits. */
export interface PendingAccount {
  readonly part: string;
  readonly account: StepAccount;
}

/** As kept in the folder of the pipeline. */
interface Pending {
  /** The version all of it is based on. */
  readonly onto: number;
  readonly manifest: Manifest;
  readonly accounts: readonly PendingAccount[];
  readonly codes: readonly string[];
  /** What each part that is done told of itself, a JSON value. */
  readonly finished: Readonly<Record<string, unknown>>;
}

const noteName = 'pending';

/**
 * Versions that a pipeline has made on top of the head and not published. They count on from it, and the last is kept in the folder of the
 * pipeline after each commit: a run that was killed goes on behind it, and what spares the files of notes spares its files.
 */
export class PendingVersions {
  readonly parent: Manifest;
  readonly #root: string;
  readonly #folder: StageFolder;
  #pending: Pending;
  #part = '';

  constructor(root: string, parent: Manifest, folder: StageFolder) {
    this.parent = parent;
    this.#root = root;
    this.#folder = folder;
    const kept = folder.note<Pending>(noteName);
    this.#pending =
      kept?.onto === parent.version ? kept : { onto: parent.version, manifest: parent, accounts: [], codes: [], finished: {} };
  }

  get head(): Manifest {
    return this.#pending.manifest;
  }

  /** Accounts of all commits so far, in their order. */
  get accounts(): readonly PendingAccount[] {
    return this.#pending.accounts;
  }

  /** Code hashes of all commits so far. */
  get codes(): readonly string[] {
    return this.#pending.codes;
  }

  /** Says which part of the pipeline makes the commits that follow. */
  begin(part: string): void {
    this.#part = part;
  }

  /** @param finished parts that are done with it, and what they tell, as in `finish` @throws {@link HeadMoved} if `parent` is not the last one made */
  commit(parent: Manifest, draft: Draft, finished: Readonly<Record<string, unknown>> = {}): Manifest {
    const { head } = this;
    if (parent.version !== head.version) throw new HeadMoved(this.#root, parent.version, head.version);
    const manifest: Manifest = { ...draft, format: head.format, version: head.version + 1, parentSum: '', committedAt: '' };
    this.#keep({
      ...this.#pending,
      manifest,
      accounts: [...this.accounts, ...draft.accounts.map((account) => ({ part: this.#part, account }))],
      codes: [...this.codes, draft.codeHash],
      finished: { ...this.#pending.finished, ...finished },
    });
    return manifest;
  }

  /** What a part told of itself when it was done; `undefined` for one that is not. */
  finished(part: string): unknown {
    return this.#pending.finished[part];
  }

  /** Says that a part is done: a later attempt need not look at it again. @param told a JSON value */
  finish(part: string, told: unknown): void {
    this.#keep({ ...this.#pending, finished: { ...this.#pending.finished, [part]: told } });
  }

  #keep(pending: Pending): void {
    this.#pending = pending;
    this.#folder.keepNote(noteName, pending);
  }
}
