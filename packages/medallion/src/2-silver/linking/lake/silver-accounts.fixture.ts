import { declaredTable, qualifiedName, text } from '@audit/contract';
import { bindTable, defineJob, type DuckDbEngine, keepTable, type Lake, openWorkplace, runJob } from '@audit/warehouse';
import type { MadeUpAccount, MadeUpContact } from '../made-up-accounts.fixture.ts';

const word = (description: string) => text({ description, nullable: true });

const silverAccounts = declaredTable('silver', 'accounts', {
  grain: ['account_id'],
  description: 'Accounts.',
  columns: {
    account_id: text({ description: 'Account' }),
    name: word('Name'),
    country: word('Country'),
    website: word('Website'),
    phone: word('Phone'),
    parent_account_id: word('Parent'),
    customer_id: word('Id of another system'),
  },
});

const silverContacts = declaredTable('silver', 'contacts', {
  grain: ['contact_id'],
  description: 'Contacts.',
  columns: { contact_id: text({ description: 'Contact' }), account_id: word('Account'), email: word('E-mail'), phone: word('Phone') },
});

let runs = 0;
const noJob = defineJob('silver', () => undefined);

/** Makes the accounts and contacts of silver exactly these, in one version. @param rewritten without a record of which rows changed */
export const putSilver = async (
  engine: DuckDbEngine,
  lake: Lake,
  accounts: readonly (MadeUpAccount & { readonly customer_id?: string })[],
  contacts: readonly MadeUpContact[],
  rewritten = false,
): Promise<void> => {
  const clock = `2026-11-01T00:00:00.${String(++runs).padStart(6, '0')}Z`;
  const runId = `silver-${runs}`;
  await using lock = await lake.lock({ runId, command: 'test' });
  const parent = lake.head();
  const folder = lake.stage(lock, runId, clock);
  await using place = openWorkplace(engine, { lake, folder, version: parent.version + 1 });
  const session = await place.session();
  const blank = (value: string | undefined): string | null => (value === undefined || value === '' ? null : value);
  const given = [
    {
      table: silverAccounts,
      rows: accounts.map((one) =>
        Object.fromEntries(
          Object.keys(silverAccounts.columns).map((name) => [name, blank((one as unknown as Record<string, string>)[name])]),
        ),
      ),
    },
    {
      table: silverContacts,
      rows: contacts.map((one, at) => ({
        contact_id: `C${at}-${one.account_id}`,
        account_id: one.account_id,
        email: blank(one.email),
        phone: blank(one.phone),
      })),
    },
  ];
  const sources: Record<string, NonNullable<Awaited<ReturnType<typeof keepTable>>>> = {};
  for (const { table, rows } of given) {
    const was = parent.tables[qualifiedName(table)];
    await session.bindRows('given_now', table, rows as never);
    await bindTable(session, 'given_was', lake, table, was);
    const change = {
      removed: 'SELECT * FROM given_was EXCEPT SELECT * FROM given_now',
      added: 'SELECT * FROM given_now EXCEPT SELECT * FROM given_was',
    };
    const state = await keepTable(session, place, table, was, was === undefined ? { added: 'SELECT * FROM given_now' } : change);
    if (state === undefined) continue;
    sources[qualifiedName(table)] = rewritten
      ? { ...state, changes: [{ version: parent.version + 1, rewritten: true }], changedAt: parent.version + 1 }
      : state;
  }
  await runJob(engine, lake, lock, noJob, { runId, clock, parent, sources, runKey: runId, place });
};
