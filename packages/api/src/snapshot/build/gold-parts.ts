import { declaredTable, type Table, UsageError } from '@audit/contract';
import { type Definitions, type Unit, units } from '@audit/metrics';
import type { Manifest } from '@audit/warehouse';

/** A fact of the definitions as a version keeps it. */
export interface GoldFact {
  readonly name: string;
  readonly label: string;
  readonly unit: Unit;
  readonly hasReason: boolean;
}

/** A part of a score. */
export interface GoldPart {
  readonly name: string;
  readonly label: string;
  readonly weight: string | null;
}

/** A score and its table. */
export interface GoldScore {
  readonly name: string;
  readonly label: string;
  readonly table: Table;
  readonly parts: readonly GoldPart[];
}

/** What gold a version has: its tables are declared by the definitions it was made with. */
export interface GoldParts {
  readonly customers: Table;
  readonly facts: readonly GoldFact[];
  readonly scores: readonly GoldScore[];
}

const kept = (manifest: Manifest, name: string): Table | undefined => {
  const declaration = manifest.tables[`gold_${name}`]?.declaration;
  return declaration === undefined ? undefined : declaredTable('gold', name, declaration);
};

const words = (name: string): string => {
  const text = name.replaceAll('_', ' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
};

const scoreOf = (name: string, table: Table, { scores }: Definitions): GoldScore => {
  const defined = scores.scores.find((one) => one.name === name);
  const parts = Object.keys(table.columns).filter((column) => `${column}_points` in table.columns);
  return {
    name,
    label: defined?.section.label ?? words(name),
    table,
    parts: parts.map((part) => {
      const known = defined?.parts.find(({ subScore }) => subScore.name === part);
      return { name: part, label: known?.subScore.section.label ?? words(part), weight: known?.weight ?? null };
    }),
  };
};

/** @param definitions give labels; what they do not know has its name for one @throws {@link UsageError} where the version has no customer 360 */
export const goldParts = (manifest: Manifest, definitions: Definitions): GoldParts => {
  const customers = kept(manifest, 'customer_360');
  if (customers === undefined)
    throw new UsageError(
      `version ${manifest.version} of the lake has no customer 360 to serve`,
      'make one with "audit run" or "audit aggregate"',
      {
        version: manifest.version,
      },
    );
  const scores = Object.keys(manifest.tables).flatMap((qualified) => {
    const name = /^gold_customer_(.+)$/.exec(qualified)?.[1];
    const table = name === undefined ? undefined : kept(manifest, `customer_${name}`);
    return name === undefined || table?.columns[name] === undefined || table.columns[`${name}_coverage`] === undefined
      ? []
      : [scoreOf(name, table, definitions)];
  });
  const known: readonly string[] = units;
  const ofScores = new Set(scores.flatMap(({ name }) => [`${name}_band`, `${name}_coverage`]));
  const facts = Object.entries(customers.columns).flatMap(([name, { unit }]): readonly GoldFact[] =>
    unit === undefined || !known.includes(unit) || ofScores.has(name)
      ? []
      : [
          {
            name,
            unit: unit as Unit,
            label: definitions.facts.find((fact) => fact.name === name)?.label ?? words(name),
            hasReason: `${name}_reason` in customers.columns,
          },
        ],
  );
  return { customers, facts, scores: scores.toSorted((left, right) => (left.name < right.name ? 1 : -1)) };
};
