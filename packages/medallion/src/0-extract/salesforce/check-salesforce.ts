import { SourceRefused } from '@audit/contract';
import { describeObject } from './describe-object.ts';
import { metricObjects, metricSources, sourceOf } from './metric-sources.ts';
import type { SalesforceClient } from './salesforce-client.ts';
import { queryableObjects } from './standard-objects.ts';

/** What was found of one part of an organisation: the login, the quota, an object, the source of a metric. */
export interface SalesforceFinding {
  readonly subject: string;
  readonly status: 'good' | 'poor' | 'bad';
  readonly detail: string;
  /** What to do; null where all is well. */
  readonly remedy: string | null;
}

interface Limits {
  readonly [name: string]: { readonly Max: number; readonly Remaining: number } | undefined;
}

/**
 * Logs in and looks around: quota, objects that are visible, rights to those of the list, and which metric has which source.
 *
 * @param objects that are to be extracted
 * @throws SourceAuthentication, SourceUnavailable
 */
export const checkSalesforce = async (client: SalesforceClient, objects: readonly string[]): Promise<readonly SalesforceFinding[]> => {
  const { instance, orgId } = await client.session();
  const limits = await client.json<Limits>('reading the limits', 'limits');
  const { names: queryable, visible } = await queryableObjects(client);
  const fields = new Map<string, ReadonlySet<string>>();
  const findings: SalesforceFinding[] = [
    good('login', `organisation ${orgId ?? 'unknown'} at ${instance.host}`),
    ...quotaFindings(limits),
    good('objects', `${queryable.size} can be queried of ${visible} that are visible`),
  ];
  for (const object of new Set([...objects, ...metricObjects.filter((name) => queryable.has(name))])) {
    const finding = await examineObject(client, object, fields);
    if (objects.includes(object)) findings.push(finding);
  }
  return [...findings, ...metricFindings((field) => hasField(fields, field))];
};

const good = (subject: string, detail: string): SalesforceFinding => ({ subject, status: 'good', detail, remedy: null });

const quotaFindings = (limits: Limits): readonly SalesforceFinding[] =>
  Object.entries({ DailyApiRequests: 'API requests', DailyBulkV2QueryJobs: 'Bulk query jobs' }).flatMap(([name, what]) => {
    const limit = limits[name];
    if (limit === undefined) return [];
    const used = limit.Max - limit.Remaining;
    const detail = `${used} of ${limit.Max} ${what} of the day are used`;
    return used < 0.8 * limit.Max
      ? [good(`quota ${name}`, detail)]
      : [
          {
            subject: `quota ${name}`,
            status: 'poor' as const,
            detail,
            remedy: 'an extraction stops at 80 %: run it later, or raise the share in the settings',
          },
        ];
  });

const examineObject = async (
  client: SalesforceClient,
  object: string,
  fields: Map<string, ReadonlySet<string>>,
): Promise<SalesforceFinding> => {
  try {
    const { columns, skipped, stamp, isReplicateable } = await describeObject(client, object, false);
    fields.set(object, new Set(columns.map(({ name }) => name)));
    const left = skipped.length === 0 ? '' : `, ${skipped.length} left out (${skipped.map(({ name }) => name).join(', ')})`;
    const detail = `${columns.length} fields${left}, incremental by ${stamp ?? 'nothing: read whole each time'}`;
    return isReplicateable
      ? good(object, detail)
      : {
          subject: object,
          status: 'poor',
          detail: `${detail}; records that leave the recycle bin are not told`,
          remedy: 'extract it with --reconcile now and then',
        };
  } catch (error) {
    if (!(error instanceof SourceRefused)) throw error;
    const remedy = 'grant the user of the login a right to read it (permission set), or take it out of the list of tables';
    return { subject: object, status: 'bad', detail: `it cannot be read (${error.state})`, remedy };
  }
};

const metricFindings = (has: (field: string) => boolean): readonly SalesforceFinding[] =>
  metricSources.map((metric) => {
    const source = sourceOf(metric, has);
    const subject = `metric ${metric.metric}`;
    if (source !== undefined) return good(subject, source.join(', '));
    const wanted = metric.alternatives.map((names) => names.filter((name) => !has(name)).join(', '));
    const isRequired = metric.otherwise === 'required';
    return {
      subject,
      status: isRequired ? 'bad' : 'poor',
      detail: `no source: ${metric.otherwise}`,
      remedy: `it needs ${wanted.join('; or ')}`,
    };
  });

const hasField = (fields: ReadonlyMap<string, ReadonlySet<string>>, field: string): boolean => {
  const [object = '', name = ''] = field.split('.');
  return fields.get(object)?.has(name) ?? false;
};
