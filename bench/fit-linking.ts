/**
 * Fits the weights of the learned scorer on corpora whose truth is known, and writes them where they come with audit.
 *
 *   node bench/fit-linking.ts DIR... [--output FILE]    each folder with accounts.csv, contacts.csv, truth.csv (account_id, entity_id)
 *
 * A small corpus counts as much as a large one. The corpora must not be those the linking is measured on.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  candidatePairs,
  comparedPairs,
  corpusTies,
  fitWeights,
  type LabelledPairs,
  levelsOf,
  linkFilesIn,
  linkingSettings,
  noManualLinks,
  pairComparer,
} from '@audit/medallion/proof';
import { duckDbEngine, fileSource } from '@audit/warehouse';

const { values, positionals } = parseArgs({ options: { output: { type: 'string' } }, allowPositionals: true });
const settings = linkingSettings.parse({});
const scratch = mkdtempSync(join(tmpdir(), 'audit-fit-linking-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));

const truthOf = (path: string): ReadonlyMap<string, string> => {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const at = header.split(',').indexOf('entity_id');
  return new Map(lines.map((line) => [line.split(',')[0] ?? '', line.split(',')[at] ?? '']));
};

const labelled = async (folder: string): Promise<LabelledPairs> => {
  const engine = duckDbEngine({ tempDirectory: scratch, directories: [folder, scratch], threads: 2 });
  const source = (name: string) => fileSource(join(folder, name));
  await using session = await engine.session();
  const files = {
    accounts: source('accounts.csv'),
    contacts: source('contacts.csv'),
    // The weights are about the pairs that the learned scorer looks at.
    settings: { ...settings, enabled: false, scorer: 'learned' as const },
    manual: noManualLinks,
  };
  const { corpus } = await linkFilesIn(engine, session, files);
  const truth = truthOf(join(folder, 'truth.csv'));
  const candidates = candidatePairs(corpus, settings.candidates);
  const levels = comparedPairs(corpus, candidates, corpusTies(corpus, candidates), pairComparer(corpus));
  const entity = corpus.ids.map((id) => truth.get(id));
  const isMatch = new Uint8Array(candidates.pairs.length);
  let pair = 0;
  candidates.pairs.each((a, b) => (isMatch[pair++] = entity[a] === entity[b] ? 1 : 0));
  const matches = isMatch.reduce((sum, one) => sum + one, 0);
  console.error(`${basename(folder)}: ${isMatch.length} pairs, ${matches} of them one`);
  return { levels, isMatch, counts: new Float64Array(isMatch.length).fill(1e6 / isMatch.length) };
};

const all: LabelledPairs[] = [];
for (const folder of positionals) all.push(await labelled(folder));
const joined: LabelledPairs = {
  levels: Uint16Array.from(all.flatMap(({ levels }) => [...levels])),
  isMatch: Uint8Array.from(all.flatMap(({ isMatch }) => [...isMatch])),
  counts: Float64Array.from(all.flatMap(({ counts }) => [...counts])),
};
const weights = fitWeights(joined);
const file = {
  version: 1,
  fitted: {
    on: positionals.map((folder) => basename(folder)),
    pairs: joined.isMatch.length,
    matches: joined.isMatch.reduce((sum, one) => sum + one, 0),
    by: 'node bench/fit-linking.ts',
  },
  prior: Number(weights.prior.toFixed(4)),
  share: Number(weights.share.toFixed(6)),
  levels: levelsOf(weights),
};
writeFileSync(
  values.output ?? join(import.meta.dirname, '../packages/medallion/src/2-silver/linking/learned/default-weights.json'),
  `${JSON.stringify(file, null, 2)}\n`,
);
