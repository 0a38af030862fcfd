import { fxRates, qualifiedName } from '@audit/contract';
import { tableScan, textLiteral } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { openEngine } from '../../open-engine.ts';
import { openLake } from '../../open-lake.ts';
import { printQuery } from '../../output/print-query.ts';
import { currencyFlag, dateFlag } from './fx-flags.ts';

interface RatesFlags {
  readonly from?: string;
  readonly to?: string;
  readonly since?: string;
  readonly limit: number;
  readonly version?: string;
  readonly json?: true;
}

const filterOf = ({ from, to, since }: RatesFlags): string => {
  const conditions = [
    ...(from === undefined ? [] : [`base = ${textLiteral(currencyFlag('--from', from))}`]),
    ...(to === undefined ? [] : [`quote = ${textLiteral(currencyFlag('--to', to))}`]),
    ...(since === undefined ? [] : [`valid_from >= CAST(${textLiteral(dateFlag('--since', since))} AS DATE)`]),
  ];
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
};

/** `audit fx rates`. */
export const runFxRates = async (context: CommandContext, flags: RatesFlags): Promise<void> => {
  const { lake, manifest, config } = openLake(context, flags);
  const sql = `SELECT * FROM (${tableScan(lake, fxRates, manifest.tables[qualifiedName(fxRates)])}) r${filterOf(flags)}`;
  await using engine = openEngine(context, config, [lake.root]);
  await using session = await engine.session();
  await printQuery(context.stdout, session, { table: fxRates, sql }, { limit: flags.limit, json: flags.json === true, unmasked: false });
};
