import type { Engine, Session } from '../engine/engine.ts';
import type { LakeDraft } from '../lake/lake.ts';
import type { Manifest } from '../lake/manifest.ts';
import { draftTables, type TableOf } from './draft-tables.ts';
import { hashOf, sameJson } from './hash-of.ts';

/** Who publishes a draft. */
export interface DraftRun {
  readonly job: string;
  readonly runId: string;
  readonly runKey: string;
  readonly configHash: string;
  readonly tableOf: TableOf;
}

/**
 * Publishes what several runs made as one version: changes of a table that follow each other become one, accounts follow each other. Where
 * nothing changed nothing is published. A call that was killed leaves the version whole or none of it, and may be made again.
 *
 * @returns the version published, or the one the draft was based on
 * @throws HeadMoved, WriteFailed, CommitOutcomeUnknown
 */
export const publishDraft = async (engine: Engine, draft: LakeDraft, run: DraftRun): Promise<Manifest> => {
  const { made, folder, lake } = draft;
  const { parent, head } = made;
  let opened: Promise<Session> | undefined;
  try {
    const place = { lake, folder, version: parent.version + 1 };
    const session = async (): Promise<Session> => await (opened ??= engine.session());
    const tables = await draftTables(parent, head.tables, { session, place, tableOf: run.tableOf });
    if (sameJson(tables, parent.tables) && sameJson(head.watermarks, parent.watermarks)) {
      folder.drop();
      return parent;
    }
    const manifest = draft.publish({
      job: run.job,
      runId: run.runId,
      runKey: run.runKey,
      clock: folder.clock,
      codeHash: hashOf(made.codes),
      configHash: run.configHash,
      tables,
      watermarks: head.watermarks,
      accounts: made.accounts.map(({ account }) => account),
    });
    folder.drop();
    return manifest;
  } finally {
    await (await opened)?.[Symbol.asyncDispose]();
  }
};
