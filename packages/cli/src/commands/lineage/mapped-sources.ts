import type { Config } from '@audit/contract';
import { explainColumn } from '@audit/medallion';
import type { CommandContext } from '../../context.ts';
import { baseOf } from '../../jobs/transform-silver.ts';
import { chosenMapping } from '../../transform-mapping.ts';
import type { MappedSources } from './column-lineage.ts';

/** What the mapping that counts reads for the columns of its tables. @throws MappingInvalid */
export const mappedSources = (context: CommandContext, config: Config): MappedSources => {
  const read = chosenMapping(context, config);
  const base = baseOf(config, read);
  return (table, column) => {
    const mapped = read.tables.find(({ mapping }) => `silver_${mapping.target}` === table);
    return mapped === undefined ? [] : (explainColumn(mapped, column, base)?.from ?? []);
  };
};
