import { mappedJob } from '@audit/medallion';
import { planJob } from '@audit/warehouse';
import { z } from 'zod';
import { refusedRecords } from '../../commands/transform/summary.ts';
import { conversionOf, transformUnder } from '../../jobs/transform-silver.ts';
import { chosenMapping } from '../../transform-mapping.ts';
import type { PipelineStep } from '../pipeline-step.ts';
import { stepOptions } from '../step-options.ts';

const options = z.strictObject({ ...stepOptions });

type Options = z.output<typeof options>;

/** Bronze → silver. */
export const transformStep: PipelineStep<Options> = {
  name: 'transform',
  options,
  idle: async (_, { context, config }, { tables }) => {
    const read = chosenMapping(context, config);
    const isThere = read.tables.some(({ bronze }) => tables[`bronze_${bronze}`] !== undefined);
    return isThere ? undefined : 'the lake has no bronze table of the mapping';
  },
  declared: ({ context, config }) => chosenMapping(context, config).mapping,
  directories: async () => [],
  plan: async (_, { context, config, engine, head, newsBefore }) => {
    const read = chosenMapping(context, config);
    const { job } = mappedJob(read, head, conversionOf(config, read));
    return planJob(job, head.tables, engine).map(({ id, mode, why }) =>
      newsBefore && mode === 'skip' ? { part: id, mode: 'may', why: 'if bronze changes' } : { part: id, mode, why },
    );
  },
  run: async (_, { context, config, lake, lock, engine, identity, scratch, configHash, progress, warn }) => {
    const read = chosenMapping(context, config);
    const onStep = ({ step }: { readonly step: string }): void => progress.advance({ label: step });
    const done = await transformUnder({ lake, engine, identity, config, read, configHash, scratch, warn, onStep }, lock);
    const drifting = done.tables.flatMap(({ target, profile }) =>
      profile.filter((one) => one.is_drift).map((one) => `drift in silver_${target}.${one.column_name}`),
    );
    const imported = done.importedRates ? ['exchange rates that come with audit were imported'] : [];
    return { quarantined: refusedRecords(done), notes: [...imported, ...drifting] };
  },
};
