import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { FileUnreadable, readNamedFile, UsageError } from '@audit/contract';
import {
  type LinkingSettings,
  type NewManualLink,
  noManualLinks,
  openItems,
  parseManualLinks,
  parseSkipped,
  questionsOfLake,
  readLinkingSettings,
  type ReviewItem,
  withManualLink,
  withSkipped,
} from '@audit/medallion';
import type { CommandContext } from '../../context.ts';
import { replaceFile } from '../../export/replace-file.ts';
import { openEngine } from '../../open-engine.ts';
import { openLake } from '../../open-lake.ts';
import { runIdentity } from '../../run-identity.ts';
import { readConfig } from '../../settings.ts';
import { userName } from '../../user-name.ts';
import { linkingFile, linkingSettingsOf } from './linking-settings.ts';

/** Flags of everything that has to do with review. */
export interface DeskFlags {
  readonly from?: string;
  readonly lake?: string;
  readonly manual?: string;
  readonly by?: string;
  readonly reason?: string;
}

/** Where questions come from, and where answers go. */
export interface ReviewDesk {
  readonly context: CommandContext;
  /** Where questions come from: `review.ndjson` as `audit link run` left it, or a lake. */
  readonly source: string;
  /** All questions, most decisive first. */
  readonly questions: () => Promise<readonly ReviewItem[]>;
  /** `manual_account_linkages.json`, absolute and as it was named. */
  readonly manual: { readonly path: string; readonly label: string };
  readonly by: string;
  readonly reason: string;
}

const manualName = 'manual_account_linkages.json';

/** The file of manual links: by flag, else by the settings of the linking, else in the folder the questions are in, else here. */
const manualFile = (context: CommandContext, flags: DeskFlags): ReviewDesk['manual'] => {
  if (flags.manual !== undefined) return { path: resolve(context.cwd, flags.manual), label: flags.manual };
  const { path, label: shown } = linkingFile(context, readConfig(context, flags));
  const { manual_links: configured }: LinkingSettings = readLinkingSettings(path, shown);
  if (configured !== null) return { path: resolve(dirname(path), configured), label: configured };
  const label = join(flags.from ?? '', manualName);
  return { path: resolve(context.cwd, label), label };
};

/** Opens the desk: reads no file of questions or answers yet. */
export const reviewDesk = (context: CommandContext, flags: DeskFlags): ReviewDesk => {
  const { from } = flags;
  const file = from === undefined ? undefined : join(from, 'review.ndjson');
  return {
    context,
    source: file ?? 'the lake',
    questions: async () => (file === undefined ? await askLake(context, flags) : questionsOfFile(context, file)),
    manual: manualFile(context, flags),
    by: flags.by ?? userName(),
    reason: flags.reason ?? '',
  };
};

/** Text of a file; undefined where there is none. @throws FileUnreadable */
const textOf = (path: string, label: string): string | undefined => (existsSync(path) ? readNamedFile(path, label).toString() : undefined);

const skippedFile = ({ manual: { path, label } }: ReviewDesk): ReviewDesk['manual'] => {
  const beside = (name: string): string => `${name.replace(/\.json$/, '')}.skipped.json`;
  return { path: beside(path), label: beside(label) };
};

/** All questions of the last run. @throws FileMissing where it left none */
const questionsOfFile = ({ cwd }: CommandContext, file: string): readonly ReviewItem[] => {
  const text = readNamedFile(resolve(cwd, file), file).toString();
  try {
    return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as ReviewItem]));
  } catch (error) {
    throw new FileUnreadable(file, `it holds a line that is not JSON (${(error as Error).message})`, { cause: error });
  }
};

/** The questions that the accounts of a lake raise, linked with what people decided so far. */
const askLake = async (context: CommandContext, flags: DeskFlags): Promise<readonly ReviewItem[]> => {
  const { lake, manifest, config } = openLake(context, flags);
  const { path, label } = manualFile(context, flags);
  const { clock } = runIdentity(context, 'audit link review');
  const decided = textOf(path, label);
  const silver = linkingSettingsOf(
    context,
    config,
    {},
    clock,
    decided === undefined ? noManualLinks : parseManualLinks(decided, label, clock),
  );
  await using engine = openEngine(context, config, [lake.root]);
  await using session = await engine.session();
  return await questionsOfLake(session, lake, manifest, silver);
};

/** What is to be decided now, and how much was decided or passed over since the run. */
export const openQuestions = async (desk: ReviewDesk): Promise<ReturnType<typeof openItems>> => {
  const { context, manual } = desk;
  const { clock } = runIdentity(context, 'audit link review');
  const decided = textOf(manual.path, manual.label);
  const skipped = skippedFile(desk);
  return openItems(
    await desk.questions(),
    decided === undefined ? [] : parseManualLinks(decided, manual.label, clock).links,
    parseSkipped(textOf(skipped.path, skipped.label), skipped.label),
  );
};

/**
 * Writes down what somebody decided of two accounts.
 *
 * @returns false: the file said it before @throws ManualContradiction
 */
export const decide = async (
  { context, manual, by, reason }: ReviewDesk,
  a: string,
  b: string,
  type: NewManualLink['type'],
): Promise<boolean> => {
  if (a === b) throw new UsageError(`"${a}" and itself`, 'name two accounts');
  const { clock } = runIdentity(context, 'audit link review');
  const text = withManualLink(textOf(manual.path, manual.label), manual.label, { a, b, type, by, at: clock, reason }, clock);
  if (text !== undefined) await replaceFile(context, manual.path, text);
  return text !== undefined;
};

/** The question about two accounts. @throws UsageError for a pair that is not asked about */
export const questionOf = async (desk: ReviewDesk, a: string, b: string): Promise<ReviewItem> => {
  const ids = [a, b].toSorted().join('\n');
  const item = (await desk.questions()).find((one) => [one.a.account_id, one.b.account_id].toSorted().join('\n') === ids);
  if (item === undefined)
    throw new UsageError(`${a} and ${b} are not asked about in ${desk.source}`, '"audit link review list" tells what is');
  return item;
};

/** Writes down that somebody passed a question over. */
export const skip = async (desk: ReviewDesk, item: ReviewItem): Promise<void> => {
  const { path, label } = skippedFile(desk);
  const { clock } = runIdentity(desk.context, 'audit link review');
  const before = parseSkipped(textOf(path, label), label);
  const pair = { a: item.a.account_id, b: item.b.account_id, evidence: item.evidence, by: desk.by, at: clock, reason: desk.reason };
  await replaceFile(desk.context, path, withSkipped(before, pair));
};
