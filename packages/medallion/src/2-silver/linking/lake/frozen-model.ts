import { Assertion, linkModel, qualifiedName } from '@audit/contract';
import { bindTable, type Lake, type Manifest, type Session } from '@audit/warehouse';
import type { Corpus, FrozenModel } from '../intake/corpus.ts';
import { readPairs, readTexts } from '../intake/read-columns.ts';
import type { LinkedCorpus } from '../link-corpus.ts';

/** A frozen model with its version. */
export interface VersionedModel extends FrozenModel {
  readonly version: number;
}

/** A frozen model of which the frequencies of words are known that were asked for. */
export interface AskedModel extends VersionedModel {
  /** Learns the frequencies of words. @param words query of a column `word` */
  readonly ask: (words: string) => Promise<void>;
}

/**
 * The model a lake keeps, without a word yet, undefined where none is kept. Binds `link_model_was`. Its frequencies throw an Assertion for
 * words that were not asked for.
 */
export const askedModel = async (session: Session, lake: Lake, manifest: Manifest): Promise<AskedModel | undefined> => {
  await bindTable(session, 'link_model_was', lake, linkModel, manifest.tables[qualifiedName(linkModel)]);
  const [whole] = await session.evidence(`SELECT * FROM link_model_was WHERE word = ''`, 1);
  if (whole === undefined) return undefined;
  const known = new Map<string, number>();
  const of = (word: string): number => {
    const count = known.get(word);
    if (count === undefined) throw new Assertion(`the frequency of "${word}", which was not asked for`);
    return count;
  };
  return {
    version: Number(whole['model_version']),
    accounts: Number(whole['accounts']),
    equalNamesAreSame: whole['equal_names_are_same'] === 'true',
    frequencies: { names: Number(whole['names']), of },
    ask: async (words) => {
      await session.materialise(
        'words_counted',
        `SELECT q.word, COALESCE(w.names, 0) AS names FROM (SELECT DISTINCT word FROM (${words}) a WHERE word <> '') q LEFT JOIN link_model_was w ON w.word = q.word`,
      );
      for (const [word, count] of await countsOf(session, 'words_counted')) known.set(word, count);
    },
  };
};

const countsOf = async (session: Session, relation: string): Promise<ReadonlyMap<string, number>> => {
  const words = await readTexts(session, `SELECT word FROM ${relation}`, 'word', 'word');
  const { a: counts } = await readPairs(
    session,
    `SELECT names AS a, names AS b FROM (SELECT * FROM ${relation} ORDER BY word) w ORDER BY word`,
  );
  return new Map(words.map((word, at) => [word, counts[at]!]));
};

/** The model a lake keeps, with all its words; undefined where none is kept yet. Binds `link_model_was`. */
export const keptModel = async (session: Session, lake: Lake, manifest: Manifest): Promise<VersionedModel | undefined> => {
  const model = await askedModel(session, lake, manifest);
  if (model === undefined) return undefined;
  await session.bindSql('link_model_words', `SELECT word, names FROM link_model_was WHERE word <> ''`);
  const of = await countsOf(session, 'link_model_words');
  return { ...model, frequencies: { names: model.frequencies.names, of: (word) => of.get(word) ?? 0 } };
};

/** Rows of the model that a corpus gives of itself. */
export const modelRows = (corpus: Corpus, linked: Pick<LinkedCorpus, 'equalNamesAreSame'>, version: number) => [
  {
    word: '',
    names: corpus.frequencies.names,
    accounts: corpus.ids.length,
    equal_names_are_same: linked.equalNamesAreSame,
    model_version: version,
  },
  ...corpus.nodes.vocabulary.map((word) => ({
    word,
    names: corpus.frequencies.of(word),
    accounts: 0,
    equal_names_are_same: false,
    model_version: version,
  })),
];
