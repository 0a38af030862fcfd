import { FileRefused, instantOf, sourceId } from '@audit/contract';
import { hashSource, type InputSource, type Session, stepSession } from '@audit/warehouse';
import type { Inputs } from './inputs.ts';
import { accountOf } from './landing-account.ts';
import type { LandingOptions, LandingPlace, LandingResult } from './landing.ts';
import { type LoadedFile, loadedFiles, mayBeLoaded, replacedBy } from './loaded-files.ts';
import { NewLines } from './new-lines.ts';
import { publishLanding } from './publish-landing.ts';
import { type ReadContext, type ReadFile, readTransactions } from './read-transactions.ts';
import { assertNoProblems } from './refuse-run.ts';
import { applySetRules, type SetFindings } from './set-rules.ts';

/**
 * Lands transaction files: reads each once, keeps good lines, refuses bad ones, applies the rules about sets of lines, and
 * leaves new states of `silver_transaction_lines`, `ops_quarantine` and `ops_input_files` for the commit. A file whose content
 * the lake holds is not loaded again.
 *
 * @throws {@link InputRefused}, {@link FileRefused} for bad data (`onError: 'fail'`, or no input could be read)
 * @throws {@link ContentChanged} for a path that has other content than when it was loaded
 * @throws {@link MixedCurrency} for more than one currency, those of the lake counted
 */
export const landTransactions = async (
  place: LandingPlace,
  sources: readonly InputSource[],
  options: LandingOptions,
): Promise<LandingResult> => {
  await using session = stepSession(await place.session());
  const lines = new NewLines(session, place.folder, options.batch?.rowsInMemory);
  const clock = instantOf(place.folder.clock);
  const inputs = await readAll({ session, place, options, clock, lines }, sources);
  const findings = await findingsOf(session, place, options, inputs, lines);
  if (options.onError === 'fail') await assertNoProblems(session, inputs, findings);
  const published = await publishLanding(session, place, inputs, lines, findings);
  return { sources: published.sources, account: accountOf(inputs, findings, published, place.parent) };
};

const readAll = async (context: ReadContext, sources: readonly InputSource[]): Promise<Inputs> => {
  const { session, place, options, lines } = context;
  const loaded = await loadedFiles(session, place.lake, place.parent);
  const known = new Set(loaded.map((file) => file.source_id));
  const read: ReadFile[] = [];
  const unchanged: InputSource[] = [];
  const replaced = new Set<LoadedFile>();
  const there = new Map<string, string>();
  for (const source of sources) {
    const sha256 = mayBeLoaded(source, loaded) ? (await hashSource(source)).sha256 : undefined;
    const id = sha256 === undefined ? undefined : sourceId(sha256);
    const isSame = loaded.some((file) => file.path === source.label && file.source_id === id);
    const replaces = isSame || source.path === null ? [] : replacedBy(loaded, source.label, options.whenChanged);
    let content = id;
    if (id !== undefined && known.has(id)) unchanged.push(source);
    else {
      place.onNews?.();
      const file = await readTransactions(context, source, sha256);
      if (file.landed instanceof FileRefused) {
        if (options.onError === 'fail') throw file.landed;
        read.push(file);
        continue;
      }
      content = file.origin.sourceId ?? '';
      if (known.has(content)) {
        await lines.rollBack(file.origin);
        unchanged.push(source);
      } else read.push(file);
      known.add(content);
    }
    if (content !== undefined && !there.has(content)) there.set(content, source.label);
    for (const file of replaces) replaced.add(file);
  }
  const [first] = read;
  if (first?.landed instanceof FileRefused && unchanged.length === 0 && read.every(({ landed }) => landed instanceof FileRefused))
    throw first.landed;
  const earlier = loaded.map((file) => [file.source_id, file.path] as const);
  const labels = new Map([...earlier, ...read.map(({ origin, source }) => [origin.sourceId ?? '', source.label] as const)]);
  return { read, unchanged, labels, ...replacedAndMoved([...replaced], there) };
};

/**
 * A file that is replaced at its old path and is an input of this run under another one (a log that was rotated) stays.
 *
 * @param there path by content of the inputs that are loaded
 */
const replacedAndMoved = (files: readonly LoadedFile[], there: ReadonlyMap<string, string>): Pick<Inputs, 'replaced' | 'moved'> => ({
  replaced: files.filter((file) => !there.has(file.source_id)),
  moved: files.flatMap((file) => {
    const path = there.get(file.source_id);
    return path === undefined ? [] : [{ ...file, path }];
  }),
});

const findingsOf = async (
  session: Session,
  place: LandingPlace,
  { duplicates }: LandingOptions,
  inputs: Inputs,
  lines: NewLines,
): Promise<SetFindings> => {
  if (lines.rows === 0) return { future: 0, refused: undefined, duplicates: 0, dropped: undefined };
  await lines.bind('new_lines');
  return await applySetRules(session, place, {
    clock: place.folder.clock,
    duplicates,
    replaced: inputs.replaced.map((file) => file.source_id),
    sources: inputs.labels,
  });
};
