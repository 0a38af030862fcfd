import { z } from 'zod';
import { isWebhookUrl } from './change-targets.ts';
import { type OperationalTable, operationalTables } from './operational-tables.ts';
import { choice, setting } from './setting.ts';

const optionalText = (description: string, expects: string, flag: string | null = null) =>
  setting<string | null>({ schema: z.string().min(1).nullable(), fallback: null, description, expects, reads: 'text', flag });

const address = (description: string) =>
  setting<string | null>({
    schema: z.string().refine(isWebhookUrl).nullable(),
    fallback: null,
    description,
    expects: 'an address such as https://example.my.salesforce.com, without user and password; http on this machine only',
    reads: 'text',
    flag: null,
  });

const count = (least: number, most: number, fallback: number, description: string) =>
  setting<number>({
    schema: z.int().min(least).max(most),
    fallback,
    description,
    expects: `a whole number from ${least} to ${most}`,
    reads: 'count',
    flag: null,
  });

const nameList = (description: string, expects: string) =>
  setting<readonly string[]>({
    schema: z.array(z.string().min(1)).readonly(),
    fallback: [],
    description,
    expects,
    reads: 'list',
    flag: null,
  });

const layerPath = (layer: string) =>
  optionalText(`Folder of the ${layer} layer, as <lake>/${layer}; says where the lake is`, 'the path of a folder');

/** Where records come from, and how they come to bronze. */
export const extractionSettings = {
  bronze_path: layerPath('bronze'),
  silver_path: layerPath('silver'),
  gold_path: layerPath('gold'),
  'bronze.partition': setting<string>({
    schema: z.string().min(1),
    fallback: 'month',
    description: 'How large loads are written apart: none, month (of CreatedDate), or by the values of a column',
    expects: 'none, month, or the name of a column such as Region__c',
    reads: 'text',
    flag: null,
  }),
  'bronze.partition_from_rows': count(1, 999_999_999, 1_000_000, 'Loads of fewer rows are one file'),
  'files.path': optionalText('Folder or pattern of the files that are extracted', 'the path of a folder, or a pattern', '--path'),
  'opdb.tables': setting<readonly OperationalTable[]>({
    schema: operationalTables,
    fallback: [],
    description: 'Tables and views of the operational database that are extracted (docs/extract.md)',
    expects: 'a list of {"table": "schema.name"}, each once, with "as", "key", "cursor_column" and "look_back_minutes" where wanted',
    reads: 'list',
    flag: null,
    fromEnvironment: false,
  }),
  'salesforce.login_url': address('Where Salesforce is logged in to; https://login.salesforce.com when not set'),
  'salesforce.instance_url': address('Address of the organisation; what the login says when not set'),
  'salesforce.api_version': setting<string>({
    schema: z.string().regex(/^v\d{2,3}\.0$/),
    fallback: 'v62.0',
    description: 'Version of the API of Salesforce',
    expects: 'a version such as v62.0',
    reads: 'text',
    flag: null,
  }),
  'salesforce.auth': setting<'jwt' | 'client_credentials' | 'refresh_token' | 'password' | null>({
    ...choice(
      '',
      ['jwt', 'client_credentials', 'refresh_token', 'password'],
      'jwt',
      'How to log in; told by the secrets that are set when not set',
    ),
    schema: z.enum(['jwt', 'client_credentials', 'refresh_token', 'password']).nullable(),
    fallback: null,
    flag: null,
  }),
  'salesforce.client_id': optionalText('Client id of the connected app', 'the consumer key of the app'),
  'salesforce.username': optionalText('User to log in as', 'the name of a user'),
  'salesforce.tables': nameList(
    'Objects that are extracted; the standard list when empty (docs/extract.md)',
    'a list of objects such as Account',
  ),
  'salesforce.query_page_rows': count(200, 2000, 2000, 'Rows a page over REST'),
  'salesforce.bulk_page_rows': count(1000, 1_000_000, 50_000, 'Rows a page of a bulk job'),
  'salesforce.slice_rows': count(1000, 10_000_000, 500_000, 'Rows a bulk job of a first load'),
  'salesforce.look_back_minutes': count(0, 525_600, 10, 'How far below its cursor an object is asked again'),
  'salesforce.quota_run_percent': count(1, 100, 25, 'Share of the daily requests one run may use'),
  'salesforce.quota_total_percent': count(1, 100, 80, 'Share of the daily requests at which a run stops, whoever used them'),
  'salesforce.refresh_days': count(0, 365, 1, 'Days after which calculated fields are fetched again; 0 for never'),
  'salesforce.refresh_fields': nameList('Further fields that change without a stamp', 'a list such as ContractLineItem.Status'),
} as const;
