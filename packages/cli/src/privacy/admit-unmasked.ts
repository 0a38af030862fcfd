import { type Config, instantOf, qualifiedName, UsageError } from '@audit/contract';
import { accessLog } from '@audit/contract/profile';
import { type Engine, keepTable, type Lake, type Manifest } from '@audit/warehouse';
import type { CommandContext } from '../context.ts';
import { userName } from '../user-name.ts';
import { runIdentity } from '../run-identity.ts';

/** What somebody wants to see without the mask. */
export interface UnmaskedView {
  readonly context: CommandContext;
  readonly config: Config;
  readonly engine: Engine;
  readonly lake: Lake;
  /** The version that is read. */
  readonly manifest: Manifest;
  /** Command, without values: `audit profile as-of`. */
  readonly command: string;
  /** Table that is read, where it is one. */
  readonly table?: string;
}

/** The role somebody may see personal data in. @throws {@link UsageError} unless AUDIT_ROLE is one of privacy.unmask_roles */
export const admittedRole = ({ context, config }: Pick<UnmaskedView, 'context' | 'config'>): string => {
  const role = context.env['AUDIT_ROLE'] ?? '';
  const admitted = config['privacy.unmask_roles'].value;
  if (role !== '' && admitted.includes(role)) return role;
  const why = role === '' ? 'AUDIT_ROLE is not set' : `AUDIT_ROLE is "${role}", which is not among privacy.unmask_roles`;
  throw new UsageError(
    `--unmask is refused: ${why}`,
    'whoever owns the data can add the role to audit.config.json: {"privacy": {"unmask_roles": ["…"]}}',
    {
      role,
    },
  );
};

/**
 * Lets somebody see personal data, and writes it down in `ops_access_log` before anything is shown.
 *
 * @throws UsageError for a role that may not; LakeBusy while another run writes
 */
export const admitUnmasked = async (view: UnmaskedView): Promise<void> => {
  const role = admittedRole(view);
  const { context, engine, lake, manifest, command, table } = view;
  const { runId, clock } = runIdentity(context, command);
  await using lock = await lake.lock({ runId, command });
  const parent = lake.head();
  const folder = lake.stage(lock, `access-${runId}`, clock);
  await using session = await engine.session();
  await session.bindRows('access', accessLog, [
    {
      access_id: runId,
      accessed_at: instantOf(clock),
      role,
      user_name: userName(),
      command,
      table_name: table ?? null,
      lake_version: BigInt(manifest.version),
    },
  ]);
  const name = qualifiedName(accessLog);
  const place = { lake, folder, version: parent.version + 1 };
  const state = await keepTable(session, place, accessLog, parent.tables[name], { added: 'SELECT * FROM access' });
  if (state === undefined) return;
  lake.commit(lock, parent, {
    job: 'access',
    runId,
    runKey: `access-${runId}`,
    clock: folder.clock,
    codeHash: '',
    configHash: '',
    tables: { ...parent.tables, [name]: state },
    watermarks: parent.watermarks,
    accounts: [],
  });
  folder.drop();
};
