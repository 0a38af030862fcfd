import { Interrupted, ManualContradiction, UsageError } from '@audit/contract';
import type { NewManualLink, ReviewItem } from '@audit/medallion';
import type { CommandContext } from '../../context.ts';
import { jsonDocument, jsonLine } from '../../output/json.ts';
import { styleFor } from '../../output/style.ts';
import { decide, type DeskFlags, openQuestions, questionOf, type ReviewDesk, reviewDesk, skip } from './review-desk.ts';
import { countText, questionScreen, questionText } from './review-text.ts';

interface ReviewFlags extends DeskFlags {
  readonly limit?: number;
  readonly as?: 'same' | 'related';
  readonly json?: true;
  readonly quiet?: true;
}

const shownByDefault = 20;

/** `audit link review list`. */
export const runReviewList = async (context: CommandContext, flags: ReviewFlags): Promise<void> => {
  const { open, decided, skipped } = await openQuestions(reviewDesk(context, flags));
  const most = flags.limit ?? (flags.json ? 0 : shownByDefault);
  const shown = most === 0 ? open : open.slice(0, most);
  if (flags.json) return await context.stdout.write(shown.map(jsonLine).join(''));
  const rest = open.length - shown.length;
  const more = rest === 0 ? '' : `… and ${rest} more (--limit 0 shows all)\n`;
  await context.stdout.write(
    `${flags.quiet ? '' : countText({ open: open.length, decided, skipped })}${shown.map((item, at) => questionText(item, at + 1)).join('')}${more}`,
  );
};

const tell = async (
  { context, manual }: ReviewDesk,
  flags: ReviewFlags,
  [a, b]: readonly [string, string],
  type: NewManualLink['type'],
  isNew: boolean,
): Promise<void> => {
  if (flags.json) return await context.stdout.write(jsonDocument({ a, b, type, file: manual.path, written: isNew }));
  if (flags.quiet) return;
  const what = type === 'same' ? 'one customer' : type === 'related' ? 'related, two customers' : 'two customers';
  await context.stdout.write(
    `${a} and ${b} are ${what}: ${isNew ? 'written to' : 'it stands already in'} ${manual.label}; "audit link run --manual ${manual.label}" takes it up\n`,
  );
};

/** `audit link review accept` and `reject`. */
export const runReviewDecide = async (
  context: CommandContext,
  pair: readonly [string, string],
  type: NewManualLink['type'],
  flags: ReviewFlags,
): Promise<void> => {
  const desk = reviewDesk(context, flags);
  await tell(desk, flags, pair, type, await decide(desk, ...pair, type));
};

/** `audit link review skip`. */
export const runReviewSkip = async (context: CommandContext, [a, b]: readonly [string, string], flags: ReviewFlags): Promise<void> => {
  const desk = reviewDesk(context, flags);
  await skip(desk, await questionOf(desk, a, b));
  if (flags.json) await context.stdout.write(jsonDocument({ a, b, skipped: true }));
  else if (!flags.quiet) await context.stdout.write(`${a} and ${b} are passed over until what is known of them changes\n`);
};

interface Keyboard extends NodeJS.ReadableStream {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
}

/** Keys as they are pressed, one at a time; ends with the input. */
async function* keysOf(keyboard: Keyboard, interrupted: AbortSignal): AsyncGenerator<string> {
  keyboard.setRawMode?.(true);
  try {
    for await (const piece of keyboard) {
      for (const key of String(piece)) {
        // A terminal that hands over single keys sends no signal for Ctrl-C.
        if (key === '\u0003') throw new Interrupted('SIGINT');
        if (key === '\u0004' || interrupted.aborted) return;
        yield key.toLowerCase();
      }
    }
  } finally {
    keyboard.setRawMode?.(false);
  }
}

const answers: Readonly<Record<string, NewManualLink['type']>> = { a: 'same', o: 'related', r: 'different' };
const keys = 'a one customer · r two customers · o two of one owner · s skip · q quit';

const answer = async (desk: ReviewDesk, item: ReviewItem, key: string): Promise<string | undefined> => {
  const [a, b] = [item.a.account_id, item.b.account_id];
  const type = answers[key];
  if (type !== undefined) return (await decide(desk, a, b, type)) ? `written: ${type}` : `it stands there already: ${type}`;
  if (key !== 's') return undefined;
  await skip(desk, item);
  return 'passed over';
};

/** `audit link review` on a terminal: one question after the other, each answered by a key. */
export const runReview = async (context: CommandContext, flags: ReviewFlags): Promise<void> => {
  const keyboard = context.stdin as Keyboard;
  if (keyboard.isTTY !== true)
    throw new UsageError(
      'there is no terminal to ask on',
      'use "audit link review list", and "accept", "reject" or "skip" with two accounts',
    );
  const desk = reviewDesk(context, flags);
  const { open, decided, skipped } = await openQuestions(desk);
  const style = styleFor(context.stdout, context.env);
  await context.stdout.write(countText({ open: open.length, decided, skipped }));
  const show = async (at: number): Promise<void> => {
    const item = open[at];
    if (item !== undefined) await context.stdout.write(`\n${at + 1} of ${open.length}\n${questionScreen(item, style)}\n${keys}\n`);
  };
  let at = 0;
  await show(at);
  if (open.length === 0) return;
  for await (const key of keysOf(keyboard, context.interrupted)) {
    if (key === 'q') break;
    const said = await answerOrWhyNot(desk, open[at]!, key);
    if (said === undefined) continue;
    await context.stdout.write(`${said.text}\n`);
    if (said.isDone) await show(++at);
    if (at === open.length) break;
  }
  await context.stdout.write(`${at} of ${open.length} answered; answers are in ${desk.manual.label}\n`);
};

/** A contradiction is told, and the question stays. */
const answerOrWhyNot = async (
  desk: ReviewDesk,
  item: ReviewItem,
  key: string,
): Promise<{ readonly text: string; readonly isDone: boolean } | undefined> => {
  try {
    const text = await answer(desk, item, key);
    return text === undefined ? undefined : { text, isDone: true };
  } catch (error) {
    if (!(error instanceof ManualContradiction)) throw error;
    return { text: error.message, isDone: false };
  }
};
