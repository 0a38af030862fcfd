import type { LinkReport } from '@audit/medallion';
import { counted, duration, grouped } from '../../output/quantity.ts';

const list = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${grouped(count)} ${name}`)
    .join(', ') || 'none';

/** Evidence that counts for nothing, by kind: `email 403 agency`. */
const leftOut = ({ evidence }: LinkReport): string =>
  evidence
    .filter(({ what }) => what !== 'kept')
    .map(
      ({ kind, what, values, accounts }) => `  ${kind.padEnd(8)} ${counted(values, 'value')} of ${counted(accounts, 'account')}: ${what}\n`,
    )
    .join('');

const equalNames = ({ equal_names: equal }: LinkReport): string => {
  if (equal === null || equal.agreeing + equal.conflicting === 0) return '';
  const end = equal.enough ? 'they are taken for one' : 'without other evidence they wait for review';
  return `equal names  ${grouped(equal.conflicting)} of ${counted(equal.agreeing + equal.conflicting, 'pair')} with domains differ in them: ${end}\n`;
};

const reviewText = ({ review }: LinkReport): string => {
  if (review === null) return '';
  const { questions, left_out: left } = review;
  return `to review    ${counted(questions, 'question')}, most decisive first${left === 0 ? '' : `, of ${grouped(questions + left)}`}: "audit link review"\n`;
};

/** The summary of a run, for people. */
export const linkSummary = (report: LinkReport, where: string): string => {
  const { accounts, masters, largest_master: largest, links, rules, left_out: left, seconds } = report;
  const blocks =
    left.blocks + left.groups === 0
      ? ''
      : `split        ${counted(left.blocks, 'block')} of frequent words, ${grouped(left.block_pairs)} pairs of names not compared in them; ${counted(left.groups, 'large group')} of accounts, whose ${counted(left.group_pairs, 'pair')} were compared only where more ties them than the name or the parent\n`;
  const isPart = report.compared_accounts < accounts;
  return `${counted(accounts, 'account')} → ${counted(masters, 'master')}, the largest of ${counted(largest, 'account')}; ${where}
links        ${list(links)}
rules        ${list(rules)}
compared     ${isPart ? `${counted(report.compared_accounts, 'account')} with others: ` : ''}${counted(report.candidate_pairs, 'pair')} of accounts, ${counted(report.scored_names, 'pair')} of names
${reviewText(report)}${equalNames(report)}${blocks}evidence that says nothing${isPart ? ', as of the last run that compared all' : ''}:
${leftOut(report)}time         ${duration(seconds.read)} reading, ${duration(seconds.link)} linking
`;
};
