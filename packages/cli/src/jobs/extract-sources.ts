import { instantOf, isRefusal, SourceRefused } from '@audit/contract';
import { type Extracted, type ExtractPlace, type ExtractRequest, extractionClock, publishExtraction, type Source } from '@audit/medallion';
import { type DuckDbEngine, type LakeLock, type Manifest, openWorkplace, runKeyOf } from '@audit/warehouse';
import { fillLake, type LakeOrder } from './fill-lake.ts';

/** Sources to be extracted, and where to. */
export interface ExtractOrder extends LakeOrder {
  readonly engine: DuckDbEngine;
  readonly sources: readonly Source[];
  readonly request: ExtractRequest;
  /** What else decides what is extracted: paths, tables. */
  readonly settings: unknown;
  readonly configHash?: string;
  readonly signal: AbortSignal;
  readonly onRows: ExtractPlace['onRows'];
}

/** What an extraction did. */
export interface Extraction {
  readonly manifest: Manifest;
  /** Whether a version was published. */
  readonly isNew: boolean;
  readonly extracted: readonly Extracted[];
}

/** Sources → bronze, in one version of the lake. */
export const extractSources = async (order: ExtractOrder): Promise<Extraction> =>
  await fillLake(order, async (lock) => await extractUnder(order, lock));

/** The same work on the same version of the lake has the same key: a run that was killed is gone on with. */
const keyOf = ({ sources, request, settings }: ExtractOrder, { version }: Manifest): string =>
  runKeyOf(['extract', version, sources.map(({ name }) => name), { ...request, since: request.since?.toString() }, settings]);

const clockOf = async ({ engine, lake, identity }: ExtractOrder, parent: Manifest): Promise<string> => {
  await using session = await engine.session();
  return await extractionClock(session, lake, parent, identity.clock);
};

/** The same under a lock that is held, without showing Delta readers the result. */
export const extractUnder = async (order: ExtractOrder, lock: LakeLock): Promise<Extraction> => {
  const { lake, engine, identity, sources, request, configHash = '', signal, onRows } = order;
  const parent = lake.head();
  const runKey = keyOf(order, parent);
  const folder = lake.stage(lock, runKey, await clockOf(order, parent));
  await using workplace = openWorkplace(engine, { lake, folder, version: parent.version + 1 });
  const { runId } = identity;
  const at = instantOf(folder.clock);
  const place: ExtractPlace = { ...workplace, parent, runId, clock: folder.clock, at, signal, onRows };
  try {
    const extracted: Extracted[] = [];
    for (const source of sources) extracted.push(await source.extract(request, place));
    const manifest = await publishExtraction(place, lock, extracted, {
      runId,
      clock: folder.clock,
      parent,
      runKey,
      configHash,
    });
    return { manifest, isNew: manifest.version > parent.version, extracted };
  } catch (error) {
    // What is refused will be refused again; what failed on the way is gone on with, and so is what a source refuses until a right is granted.
    if (isRefusal(error) && !(error instanceof SourceRefused && sources.some(({ goesOn }) => goesOn))) folder.drop();
    throw error;
  }
};
