import { z } from 'zod';
import { granularities } from '../tables/customer-periods.ts';
import { upstreamViewName } from '../tables/profile/upstream-view.ts';
import { zoneName } from '../time/zone.ts';
import { byteSize } from './byte-size.ts';
import { type ChangeTarget, changeTargets } from './change-targets.ts';
import { currencySettings } from './currency-settings.ts';
import { extractionSettings } from './extraction-settings.ts';
import { goldSettings } from './gold-settings.ts';
import { serveSettings } from './serve-settings.ts';
import { choice, setting } from './setting.ts';
import { silverSettings } from './silver-settings.ts';

const zone = z
  .string()
  .refine((text) => zoneName(text) !== undefined)
  .transform((text) => zoneName(text) ?? text);
const size = z.string().refine((text) => byteSize(text) !== undefined);
const words = z.array(z.string().min(1)).readonly();
const sizeExpected = 'a size such as 2GB or 512MiB';
const zoneExpected = 'a zone of the zone database, such as UTC or Europe/Berlin';

/** Every setting of the product, with its default. Keys with a dot stand in a section of the file: `{"vacuum": {"keep_versions": 30}}`. */
export const settings = {
  lake: setting<string>({
    schema: z.string().min(1),
    fallback: './data',
    description: 'Folder of the lake',
    expects: 'the path of a folder',
    reads: 'text',
    flag: '--lake',
  }),
  tz: setting<string>({
    schema: zone,
    fallback: 'UTC',
    description: 'Business zone: its midnights cut the periods',
    expects: zoneExpected,
    reads: 'text',
    flag: '--tz',
  }),
  input_tz: setting<string>({
    schema: zone,
    fallback: 'UTC',
    description: 'Zone of times without an offset; tz when not set',
    expects: zoneExpected,
    reads: 'text',
    flag: '--input-tz',
  }),
  granularities: setting<readonly (typeof granularities)[number][]>({
    schema: z.array(z.enum(granularities)).nonempty().readonly(),
    fallback: ['quarter', 'year'],
    description: 'Periods the marts are cut by',
    expects: `one or more of ${granularities.join(', ')}`,
    reads: 'list',
    flag: '--granularity',
  }),
  returns: choice('--returns', ['reject', 'net'], 'reject', 'What negative quantities and totals are: bad rows, or returns'),
  duplicates: choice('--duplicates', ['keep', 'drop'], 'keep', 'What becomes of exact duplicates of lines without a line id'),
  on_error: choice('--on-error', ['fail', 'quarantine'], 'fail', 'Whether a bad row ends the run or is kept aside'),
  exclude_status: setting<readonly string[]>({
    schema: words,
    fallback: [],
    description: 'Lines with these statuses are left out of the marts and counted',
    expects: 'a list of statuses',
    reads: 'list',
    flag: '--exclude-status',
  }),
  future_timestamp: setting<'warn' | 'refuse' | 'allow'>({
    ...choice('', ['warn', 'refuse', 'allow'], 'warn', 'What a time after the clock of the run is'),
    flag: null,
  }),
  max_input: setting<string | null>({
    schema: size.nullable(),
    fallback: null,
    description: 'Largest input, decompressed; no limit when not set',
    expects: sizeExpected,
    reads: 'text',
    flag: '--max-input',
  }),
  memory_limit: setting<string | null>({
    schema: size.nullable(),
    fallback: null,
    description: 'Memory of the engine; its own choice when not set',
    expects: sizeExpected,
    reads: 'text',
    flag: '--memory-limit',
  }),
  threads: setting<number | null>({
    schema: z.int().min(1).max(1024).nullable(),
    fallback: null,
    description: 'Threads of the engine; as many as there are cores when not set',
    expects: 'a whole number from 1 to 1024',
    reads: 'count',
    flag: '--threads',
  }),
  temp_dir: setting<string | null>({
    schema: z.string().min(1).nullable(),
    fallback: null,
    description: 'Folder to spill to; one in that of the system when not set',
    expects: 'the path of a folder',
    reads: 'text',
    flag: '--temp-dir',
  }),
  log_level: choice('--log-level', ['debug', 'info', 'warn', 'error', 'silent'], 'warn', 'How much is logged on stderr'),
  log_format: choice('--log-format', ['json', 'pretty'], 'pretty', 'How it is logged'),
  'vacuum.keep_versions': setting<number>({
    schema: z.int().min(1).max(1_000_000),
    fallback: 30,
    description: 'Versions of the lake that vacuum keeps',
    expects: 'a whole number from 1 up',
    reads: 'count',
    flag: '--keep',
  }),
  'opdb.view': setting<string>({
    schema: z.string().refine((text) => /^[^.]+\.[^.]+$/.test(text)),
    fallback: upstreamViewName,
    description: 'View of the operational database that customer profiles come from',
    expects: 'a schema and a view, such as opdb.vw_customer_profile_standardized',
    reads: 'text',
    flag: null,
  }),
  'profile.catalogs': setting<string | null>({
    schema: z.string().min(1).nullable(),
    fallback: null,
    description:
      'Folder of the enumeration catalogs of the customer profile; configs/enumerations of the project, else the shipped ones, when not set',
    expects: 'the path of a folder',
    reads: 'text',
    flag: '--catalogs',
  }),
  'profile.mapping': setting<'on' | 'off'>({
    ...choice('', ['on', 'off'], 'on', 'Whether a load of profiles maps what the source delivers to the codes of the catalogs'),
    flag: null,
  }),
  'linking.config': setting<string | null>({
    schema: z.string().min(1).nullable(),
    fallback: null,
    description:
      'File of the settings of account linking (docs/linking.md); configs/account_linking.json of the project, else the shipped one, when not set',
    expects: 'the path of a file',
    reads: 'text',
    flag: '--config',
  }),
  on_profile_change: setting<readonly ChangeTarget[]>({
    schema: changeTargets,
    fallback: [],
    description: 'Commands and webhooks that are told of changed profiles after each load (docs/profile.md, "Telling others")',
    expects:
      'a list of {"name", "command": [program, argument, …]} or {"name", "webhook": {"url" or "url_env", "signing_env"}}, each name once, ' +
      'https except on this machine, with "attributes", "since" and "give_up_seconds" where wanted',
    reads: 'list',
    flag: null,
    fromEnvironment: false,
  }),
  'profile.on_missing': choice(
    '--on-missing',
    ['keep', 'close'],
    'keep',
    'What a load does with current customers that a full extract does not hold: keeps them and counts, or closes them',
  ),
  'profile.max_missing_percent': setting<number>({
    schema: z.int().min(0).max(100),
    fallback: 5,
    description: 'Of the current customers, how many percent a full extract may close; more, and it is refused',
    expects: 'a whole number from 0 to 100',
    reads: 'count',
    flag: '--max-missing-percent',
  }),
  'privacy.unmask_roles': setting<readonly string[]>({
    schema: words,
    fallback: [],
    description: 'Roles (AUDIT_ROLE) that may see personal data with --unmask',
    expects: 'a list of role names',
    reads: 'list',
    flag: null,
    fromEnvironment: false,
  }),
  ...currencySettings,
  ...extractionSettings,
  ...silverSettings,
  ...goldSettings,
  ...serveSettings,
} as const;

export type SettingName = keyof typeof settings;
export type SettingValue<N extends SettingName> = z.output<(typeof settings)[N]['schema']>;
export const settingNames = Object.keys(settings) as readonly SettingName[];

/** `AUDIT_VACUUM_KEEP_VERSIONS`; what is about Salesforce has the names its other tools use: `SALESFORCE_CLIENT_ID`. */
export const environmentVariable = (name: string): string => {
  const words = name.replaceAll(/[^A-Za-z0-9]/g, '_').toUpperCase();
  return words.startsWith('SALESFORCE_') ? words : `AUDIT_${words}`;
};

/** The value of a setting if it is allowed. */
export const allowedValue = (name: SettingName, value: unknown): { readonly value: unknown } | undefined => {
  const parsed = (settings[name].schema as z.ZodType).safeParse(value);
  return parsed.success ? { value: parsed.data } : undefined;
};
