import {
  customerAlerts,
  customerDataGaps,
  customerRecommendations,
  relatedRecords,
  customerScoreHistory,
  customerTimeline,
  type JsonFault,
} from '@audit/contract';
import type { Fact } from '../definitions/unit.ts';
import { customerColumns } from '../serve/customer-360.ts';
import type { ScoresSection } from './scores-schema.ts';

type Path = JsonFault['path'];
type Faults = readonly JsonFault[];

/** Names that are given twice; a metric keeps its own. */
const takenFaults = (section: ScoresSection, metrics: readonly Fact[], path: Path): Faults => {
  const taken = new Map<string, string>(metrics.map(({ name }) => [name, 'a metric']));
  const places: readonly (readonly [string, string, Path])[] = [
    ...Object.entries(section.sub_scores).map(([name, { as }]) => [as ?? name, 'a sub-score', ['sub_scores', name]] as const),
    ...Object.entries(section.scores).flatMap(([name, { as }]) => [
      [as ?? name, 'a score', ['scores', name]] as const,
      [`${name}_band`, 'the band of a score', ['scores', name]] as const,
      [`${name}_coverage`, 'the coverage of a score', ['scores', name]] as const,
    ]),
    ...Object.keys(section.further_facts).map((name) => [name, 'a further fact', ['further_facts', name]] as const),
  ];
  return places.flatMap(([name, what, at]) => {
    const other = taken.get(name);
    taken.set(name, what);
    return other === undefined
      ? []
      : [{ path: [...path, ...at], what: `${other} is called "${name}" too`, remedy: 'give it another name, or another "as"' }];
  });
};

/** Columns customers have anyway, and endings that are given to what is told beside a value. */
const reserved = new Set(customerColumns);
const endings = ['_reason', '_band', '_coverage', '_points', '_lost'];

/** Names that would be those of other columns. */
const columnFaults = ({ sub_scores: subs, scores, further_facts: further }: ScoresSection, path: Path): Faults => {
  const sections: Readonly<Record<string, Readonly<Record<string, { readonly label: string; readonly as?: string | undefined }>>>> = {
    sub_scores: subs,
    scores,
    further_facts: further,
  };
  const places = Object.entries(sections).flatMap(([section, entries]) =>
    Object.entries(entries).flatMap(([name, { as }]): readonly { readonly name: string; readonly at: Path }[] => [
      { name, at: [...path, section, name] },
      ...(as === undefined ? [] : [{ name: as, at: [...path, section, name, 'as'] }]),
    ]),
  );
  const shared = Object.keys(scores).filter((name) => Object.hasOwn(subs, name));
  return [
    ...places.flatMap(({ name, at }) => {
      const ending = endings.find((one) => name.endsWith(one));
      if (reserved.has(name)) return [{ path: at, what: `"${name}" is a column of the customer 360`, remedy: 'give it another name' }];
      return ending === undefined
        ? []
        : [{ path: at, what: `names that end with "${ending}" are given to columns beside a value`, remedy: 'give it another name' }];
    }),
    ...shared.map((name) => ({
      path: [...path, 'scores', name],
      what: `a sub-score is called "${name}" too`,
      remedy: 'give it another name',
    })),
  ];
};

/** Tables `gold_customer_<name>` there are beside those of scores; `period_…` are those of the mart. */
const tables: ReadonlySet<string> = new Set([
  'metrics',
  ...[customerAlerts, customerRecommendations, customerDataGaps, customerScoreHistory, customerTimeline, relatedRecords].map(({ name }) =>
    name.replace(/^customer_/, ''),
  ),
]);

/** A score has a table of its own name. */
const tableFaults = ({ scores }: ScoresSection, path: Path): Faults =>
  Object.keys(scores).flatMap((name) =>
    tables.has(name) || name.startsWith('period_')
      ? [{ path: [...path, 'scores', name], what: `gold_customer_${name} is another table`, remedy: 'give the score another name' }]
      : [],
  );

/** What is wrong with the names of scores and of what stands beside them. @param metrics what is named already @param path where the section stands */
export const nameFaults = (section: ScoresSection, metrics: readonly Fact[], path: Path): Faults => [
  ...takenFaults(section, metrics, path),
  ...columnFaults(section, path),
  ...tableFaults(section, path),
];
