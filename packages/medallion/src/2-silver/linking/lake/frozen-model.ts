import { linkModel, qualifiedName } from '@audit/contract';
import { bindTable, type Lake, type Manifest, type Session } from '@audit/warehouse';
import type { Corpus, FrozenModel } from '../intake/corpus.ts';
import { readPairs, readTexts } from '../intake/read-columns.ts';
import type { LinkedCorpus } from '../link-corpus.ts';

/** A frozen model with its version. */
export interface VersionedModel extends FrozenModel {
  readonly version: number;
}

/** The model a lake keeps, undefined where none is kept yet. Binds `link_model_was`. */
export const keptModel = async (session: Session, lake: Lake, manifest: Manifest): Promise<VersionedModel | undefined> => {
  await bindTable(session, 'link_model_was', lake, linkModel, manifest.tables[qualifiedName(linkModel)]);
  const [whole] = await session.evidence(`SELECT * FROM link_model_was WHERE word = ''`, 1);
  if (whole === undefined) return undefined;
  const words = await readTexts(session, `SELECT * FROM link_model_was WHERE word <> ''`, 'word', 'word');
  const { a: counts } = await readPairs(
    session,
    `SELECT names AS a, names AS b FROM (SELECT * FROM link_model_was WHERE word <> '' ORDER BY word) w ORDER BY word`,
  );
  const of = new Map(words.map((word, at) => [word, counts[at]!]));
  return {
    version: Number(whole['model_version']),
    accounts: Number(whole['accounts']),
    equalNamesAreSame: whole['equal_names_are_same'] === 'true',
    frequencies: { names: Number(whole['names']), of: (word) => of.get(word) ?? 0 },
  };
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
