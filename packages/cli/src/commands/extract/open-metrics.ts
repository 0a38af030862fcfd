import type { LandedTable } from '@audit/medallion';
import type { Extraction } from '../../jobs/extract-sources.ts';

/** A family of gauges; `unit` is the end of its name. */
interface Family {
  readonly name: string;
  readonly unit?: string;
  readonly help: string;
  readonly samples: readonly (readonly [labels: Readonly<Record<string, string>>, value: number])[];
}

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
const labelText = (labels: Readonly<Record<string, string>>): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
};

const familyText = ({ name, unit, help, samples }: Family): string =>
  [
    `# TYPE ${name} gauge`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${escaped(help)}`,
    ...samples.map(([labels, value]) => `${name}${labelText(labels)} ${value}`),
    '',
  ].join('\n');

const outcomes = ['received', 'landed', 'deleted', 'duplicates', 'quarantined'] as const;

const families = (tables: readonly LandedTable[], version: number, now: number): readonly Family[] => {
  const each = (value: (metrics: LandedTable['metrics']) => number): Family['samples'] =>
    tables.map(({ source, object, metrics }) => [{ source, object }, value(metrics)]);
  const fresh = tables.filter(({ metrics }) => !Number.isNaN(Date.parse(metrics.freshness ?? '')));
  return [
    {
      name: 'audit_extract_rows',
      help: 'Rows of the last extraction, by what became of them.',
      samples: tables.flatMap(({ source, object, metrics }) =>
        outcomes.map((outcome) => [{ source, object, outcome }, metrics[outcome]] as const),
      ),
    },
    { name: 'audit_extract_size_bytes', unit: 'bytes', help: 'Size as the source sent it.', samples: each(({ bytes }) => bytes) },
    { name: 'audit_extract_requests', help: 'Requests to the source, repeated ones included.', samples: each(({ apiCalls }) => apiCalls) },
    { name: 'audit_extract_retries', help: 'Repeated requests.', samples: each(({ retries }) => retries) },
    {
      name: 'audit_extract_duration_seconds',
      unit: 'seconds',
      help: 'Time it took.',
      samples: each(({ seconds }) => Number(seconds.toFixed(3))),
    },
    {
      name: 'audit_extract_freshness_timestamp_seconds',
      unit: 'seconds',
      help: 'Newest change among the rows that came, since 1970.',
      samples: fresh.map(({ source, object, metrics }) => [{ source, object }, Date.parse(metrics.freshness ?? '') / 1000]),
    },
    {
      name: 'audit_extract_success_timestamp_seconds',
      unit: 'seconds',
      help: 'When the last extraction ended well, since 1970.',
      samples: [[{}, now]],
    },
    { name: 'audit_extract_lake_version', help: 'Version of the lake after it.', samples: [[{}, version]] },
  ];
};

/**
 * The metrics of a run as OpenMetrics text, for the textfile collector of a Prometheus exporter.
 *
 * @param now seconds since 1970
 * @see https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md
 */
export const openMetrics = ({ extracted, manifest }: Extraction, now: number): string =>
  `${families(
    extracted.flatMap(({ tables }) => tables),
    manifest.version,
    now,
  )
    .filter(({ samples }) => samples.length > 0)
    .map(familyText)
    .join('')}# EOF\n`;
