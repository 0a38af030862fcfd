import { checkSalesforce, type SalesforceFinding } from '@audit/medallion';
import type { CommandContext } from '../../context.ts';
import { chosenObjects, openSalesforce } from '../../salesforce-client.ts';
import { type Flags, readConfig } from '../../settings.ts';
import { doubtful, fine, type Finding, unfit } from './finding.ts';

const findingOf = ({ subject, status, detail, remedy }: SalesforceFinding): Finding => {
  if (status === 'good') return fine(subject, detail);
  return status === 'poor' ? doubtful(subject, detail, remedy ?? '') : unfit(subject, detail, remedy ?? '', 2);
};

/** Whether the organisation lets us in and shows what is to be extracted, and what later metrics can be computed from. */
export const examineSalesforce = async (context: CommandContext, flags: Flags): Promise<readonly Finding[]> => {
  const config = readConfig(context, flags);
  using client = openSalesforce(context, config);
  return (await checkSalesforce(client, await chosenObjects(client, config))).map(findingOf);
};
