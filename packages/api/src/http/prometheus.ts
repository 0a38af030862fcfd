type Labels = Readonly<Record<string, string | number>>;

const bounds = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const escaped = (value: string | number): string => String(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
const labelText = (labels: Labels): string => {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
};

interface Family {
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly lines: () => readonly string[];
}

/** Measures in the text format of Prometheus (0.0.4). */
export class Prometheus {
  readonly #families = new Map<string, Family>();

  counter(name: string, help: string): (labels: Labels) => void {
    const counts = new Map<string, number>();
    this.#families.set(name, { help, type: 'counter', lines: () => [...counts].map(([labels, count]) => `${name}${labels} ${count}`) });
    return (labels) => {
      const key = labelText(labels);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    };
  }

  /** @param read values by labels, when they are asked for; null where there is none */
  gauge(name: string, help: string, read: () => readonly (readonly [Labels, number | null])[]): void {
    const lines = (): readonly string[] =>
      read().flatMap(([labels, value]) => (value === null ? [] : [`${name}${labelText(labels)} ${value}`]));
    this.#families.set(name, { help, type: 'gauge', lines });
  }

  histogram(name: string, help: string): (labels: Labels, seconds: number) => void {
    const kept = new Map<string, { readonly labels: Labels; readonly counts: number[]; sum: number; count: number }>();
    const lines = (): readonly string[] =>
      [...kept.values()].flatMap(({ labels, counts, sum, count }) => [
        ...bounds.map((bound, at) => `${name}_bucket${labelText({ ...labels, le: bound })} ${counts[at] ?? 0}`),
        `${name}_bucket${labelText({ ...labels, le: '+Inf' })} ${count}`,
        `${name}_sum${labelText(labels)} ${sum}`,
        `${name}_count${labelText(labels)} ${count}`,
      ]);
    this.#families.set(name, { help, type: 'histogram', lines });
    return (labels, seconds) => {
      const key = labelText(labels);
      const one = kept.get(key) ?? { labels, counts: bounds.map(() => 0), sum: 0, count: 0 };
      kept.set(key, one);
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
