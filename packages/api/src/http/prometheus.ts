type Labels = Readonly<Record<string, string | number>>;
/** Of labels, in the order of their names. */
type Values = readonly (string | number)[];

const bounds = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const escaped = (value: string | number): string => String(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
const labelText = (labels: Labels): string => {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
};

/** One of something for each combination of labels; told apart by values alone: this is done for every request. */
const series = <T>(names: readonly string[], make: () => T) => {
  const kept = new Map<string, { readonly labels: Labels; readonly of: T }>();
  return {
    all: () => [...kept.values()],
    of: (values: Values): T => {
      const key = values.join('\n');
      const found = kept.get(key) ?? { labels: Object.fromEntries(names.map((name, at) => [name, values[at] ?? ''])), of: make() };
      kept.set(key, found);
      return found.of;
    },
  };
};

interface Family {
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly lines: () => readonly string[];
}

/** Measures in the text format of Prometheus (0.0.4). */
export class Prometheus {
  readonly #families = new Map<string, Family>();

  counter(name: string, help: string, names: readonly string[]): (...values: Values) => void {
    const counts = series(names, () => ({ count: 0 }));
    const lines = (): readonly string[] => counts.all().map(({ labels, of }) => `${name}${labelText(labels)} ${of.count}`);
    this.#families.set(name, { help, type: 'counter', lines });
    return (...values) => void counts.of(values).count++;
  }

  /** @param read values by labels, when they are asked for; null where there is none */
  gauge(name: string, help: string, read: () => readonly (readonly [Labels, number | null])[]): void {
    const lines = (): readonly string[] =>
      read().flatMap(([labels, value]) => (value === null ? [] : [`${name}${labelText(labels)} ${value}`]));
    this.#families.set(name, { help, type: 'gauge', lines });
  }

  histogram(name: string, help: string, names: readonly string[]): (seconds: number, ...values: Values) => void {
    const kept = series(names, () => ({ counts: bounds.map(() => 0), sum: 0, count: 0 }));
    const lines = (): readonly string[] =>
      kept
        .all()
        .flatMap(({ labels, of: { counts, sum, count } }) => [
          ...bounds.map((bound, at) => `${name}_bucket${labelText({ ...labels, le: bound })} ${counts[at] ?? 0}`),
          `${name}_bucket${labelText({ ...labels, le: '+Inf' })} ${count}`,
          `${name}_sum${labelText(labels)} ${sum}`,
          `${name}_count${labelText(labels)} ${count}`,
        ]);
    this.#families.set(name, { help, type: 'histogram', lines });
    return (seconds, ...values) => {
      const one = kept.of(values);
      for (const [at, bound] of bounds.entries()) if (seconds <= bound) one.counts[at]!++;
      one.sum += seconds;
      one.count++;
    };
  }

  text(): string {
    return [...this.#families]
      .map(([name, { help, type, lines }]) => `${[`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines()].join('\n')}\n`)
      .join('');
  }
}
