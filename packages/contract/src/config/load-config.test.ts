import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError, SecretInConfig } from '../errors/config.ts';
import { type Config, loadConfig } from './load-config.ts';
import { settingNames } from './settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: unknown): void => {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
};
const load = (env: Record<string, string> = {}, flags: Record<string, unknown> = {}): Config => loadConfig({ cwd: folder, env, flags });

describe('precedence', () => {
  test('a flag wins over the environment, that over the file, that over the default, and each says where it is from', () => {
    expect(load().lake).toEqual({ value: './data', origin: 'default' });
    write('audit.config.json', { lake: 'from-file' });
    expect(load().lake).toEqual({ value: 'from-file', origin: 'audit.config.json' });
    expect(load({ AUDIT_LAKE: 'from-env' }).lake).toEqual({ value: 'from-env', origin: 'env AUDIT_LAKE' });
    expect(load({ AUDIT_LAKE: 'from-env' }, { lake: 'from-flag' }).lake).toEqual({ value: 'from-flag', origin: 'flag --lake' });
  });

  test('an empty variable and an undefined flag are not given', () => {
    expect(load({ AUDIT_LAKE: '' }, { lake: undefined }).lake.origin).toBe('default');
  });

  test('naive times are read in the business zone unless another is set', () => {
    expect(load({}, { tz: 'Europe/Berlin' }).input_tz).toEqual({ value: 'Europe/Berlin', origin: 'default (tz)' });
    expect(load({ AUDIT_INPUT_TZ: 'UTC' }, { tz: 'Europe/Berlin' }).input_tz.value).toBe('UTC');
  });

  test('lists and numbers are read from text', () => {
    const config = load(
      { AUDIT_GRANULARITIES: 'month, quarter', AUDIT_VACUUM_KEEP_VERSIONS: '7' },
      { exclude_status: 'void,test', threads: 2 },
    );
    expect(config.granularities.value).toEqual(['month', 'quarter']);
    expect(config['vacuum.keep_versions'].value).toBe(7);
    expect(config.exclude_status.value).toEqual(['void', 'test']);
    expect(config.threads.value).toBe(2);
  });

  test('a file may name further files, whose settings carry their own name', () => {
    write('audit.config.json', { include: ['configs/load.json'], vacuum: { keep_versions: 5 } });
    write('configs/load.json', { returns: 'net', tz: 'europe/berlin' });
    const config = load();
    expect(config.returns).toEqual({ value: 'net', origin: join('configs', 'load.json') });
    expect(config.tz.value).toBe('Europe/Berlin');
    expect(config['vacuum.keep_versions'].origin).toBe('audit.config.json');
  });

  test('a further file may lie anywhere, and is named as it was written', () => {
    write('common.json', { threads: 3 });
    for (const include of ['../common.json', join(folder, 'common.json')]) {
      write('project/audit.config.json', { include: [include] });
      expect(loadConfig({ cwd: join(folder, 'project'), env: {} }).threads).toEqual({ value: 3, origin: include });
    }
  });

  test('every setting has a value and an origin', () => {
    for (const name of settingNames) expect(load()[name].origin).toMatch(/^default/);
  });

  test('nobody grants himself the right to see personal data by a variable', () => {
    expect(load({ AUDIT_PRIVACY_UNMASK_ROLES: 'me' })['privacy.unmask_roles'].value).toEqual([]);
  });
});

test('commands and webhooks are targets; http is for this machine only', () => {
  const targets = [
    {
      name: 'suitability',
      command: ['python3', 'reassess.py'],
      attributes: ['occupation', 'source_of_income'],
      since: '2025-12-02T00:00:00+07:00',
    },
    { name: 'crm', webhook: { url: 'https://crm.example/hook', signing_env: 'CRM_KEY' }, give_up_seconds: 5 },
    { name: 'near', webhook: { url: 'http://127.0.0.1:8080/hook', signing_env: 'CRM_KEY' } },
    { name: 'nearer', webhook: { url: 'http://[::1]:8080/hook', signing_env: 'CRM_KEY' } },
    { name: 'hidden', webhook: { url_env: 'HOOK', signing_env: 'CRM_KEY' } },
  ];
  write('audit.config.json', { on_profile_change: targets });
  expect(load({ AUDIT_ON_PROFILE_CHANGE: '[]' }).on_profile_change).toEqual({ value: targets, origin: 'audit.config.json' });
});

describe('the settings file of the law', () => {
  const shipped = new URL('../../../../configs/salesforce_config.json', import.meta.url);

  test('is understood as it is shipped; its layers say where the lake is', () => {
    mkdirSync(join(folder, 'configs'));
    cpSync(shipped, join(folder, 'configs/salesforce_config.json'));
    write('audit.config.json', { include: ['configs/salesforce_config.json'] });
    const origin = 'configs/salesforce_config.json';
    expect(load()).toMatchObject({ lake: { value: './data', origin }, 'salesforce.quota_run_percent': { value: 25, origin } });
    expect(load({ AUDIT_LAKE: 'other' }).lake).toEqual({ value: 'other', origin: 'env AUDIT_LAKE' });
    expect(load({}, { lake: 'third' }).lake.value).toBe('third');
  });

  test('takes what is no secret from the variables other tools of Salesforce use', () => {
    expect(load({ SALESFORCE_CLIENT_ID: 'abc', SALESFORCE_TABLES: 'Account, Contact' })).toMatchObject({
      'salesforce.client_id': { value: 'abc', origin: 'env SALESFORCE_CLIENT_ID' },
      'salesforce.tables': { value: ['Account', 'Contact'] },
    });
  });

  test('may lie beside a lake that says the same', () => {
    write('audit.config.json', { lake: 'data', bronze_path: './data/bronze/', gold_path: join(folder, 'data/gold') });
    expect(load().lake).toEqual({ value: './data', origin: 'audit.config.json' });
  });
});

test('tables of the operational database are listed, each once', () => {
  const tables = [
    { table: 'shop.orders', as: 'orders', key: ['id'], cursor_column: 'updated_at', look_back_minutes: 5 },
    { table: 'shop.Odd Name' },
  ];
  write('audit.config.json', { opdb: { tables } });
  expect(load()['opdb.tables']).toEqual({ value: tables, origin: 'audit.config.json' });
  for (const wrong of [[{ table: 'orders' }], [tables[1], tables[1]], [{ table: 'a.b', cursor: 'x' }], [{ table: 'a.b', as: 'Orders' }]]) {
    write('audit.config.json', { opdb: { tables: wrong } });
    expect(() => load()).toThrow(ConfigError);
  }
});

describe('a wrong setting is refused with its place and the remedy', () => {
  const refusal = (act: () => unknown): string => {
    try {
      act();
    } catch (error) {
      if (error instanceof ConfigError || error instanceof SecretInConfig) return error.message;
      throw error;
    }
    return 'not refused';
  };

  test.each<[string, unknown, string]>([
    ['an unknown key', { laek: 'x' }, 'audit.config.json: there is no setting "laek"; did you mean "lake"?'],
    [
      'an unknown key in a section',
      { vacuum: { keep: 3 } },
      'audit.config.json: there is no setting "vacuum.keep"; known here: keep_versions',
    ],
    [
      'a wrong value',
      { granularities: ['weekly'] },
      'audit.config.json: granularities is ["weekly"]; give one or more of day, week, month, quarter, year',
    ],
    ['a zone that does not exist', { tz: 'Mars/Base' }, 'audit.config.json: tz is "Mars/Base"; give a zone'],
    ['an offset for a zone', { tz: '+02:00' }, 'give a zone'],
    ['a size without a unit', { memory_limit: '2' }, 'memory_limit is "2"; give a size such as 2GB'],
    ['a number as text', { vacuum: { keep_versions: '30' } }, 'vacuum.keep_versions is "30"; give a whole number'],
    [
      'a layer outside of a lake',
      { bronze_path: './raw' },
      'bronze_path is "./raw"; all layers lie in one lake: write it as <lake>/bronze, such as ./data/bronze',
    ],
    [
      'layers in two lakes',
      { bronze_path: './data/bronze', gold_path: './marts/gold' },
      'gold_path lies in "./marts", and bronze_path in "./data"; one lake holds all layers, since a run publishes them together: write ./data/gold',
    ],
    [
      'layers in another lake',
      { lake: './lake', silver_path: './data/silver' },
      'silver_path lies in "./data", and lake is "./lake"; name the lake in one place',
    ],
    [
      'an address with a password',
      { salesforce: { login_url: 'http://example.org' } },
      'salesforce.login_url is "http://example.org"; give an address',
    ],
    ['a section that is none', { vacuum: 3 }, '"vacuum" is not of the right kind'],
    ['a list for an object', [], 'it is not an object'],
    ['text that is not JSON', '{"lake": ', 'it is not JSON'],
    ['an included file that is missing', { include: ['configs/x.json'] }, 'configs/x.json", which does not exist'],
    ['a key named like the prototype', '{"__proto__": {"lake": "x"}}', 'there is no setting "__proto__"'],
  ])('%s', (_, content, expected) => {
    write('audit.config.json', content);
    expect(refusal(load)).toContain(expected);
  });

  test('in a flag and in a variable', () => {
    expect(refusal(() => load({}, { returns: 'maybe' }))).toBe('flag --returns: "maybe" is not allowed; give one of reject, net');
    expect(refusal(() => load({ AUDIT_THREADS: 'two' }))).toBe(
      'env AUDIT_THREADS: "two" is not allowed; give a whole number from 1 to 1024',
    );
  });

  test('the same setting in two files', () => {
    write('audit.config.json', { include: ['a.json'], lake: 'x' });
    write('a.json', { lake: 'y' });
    expect(refusal(load)).toBe('a.json: lake stands in audit.config.json too; keep it in one place');
  });

  test.each(['{"db_password": hunter2}', '{"lake": "x", "db_password": hunter2, "tz": "UTC"}', 'hunter2'])(
    'a file that is not JSON, without what stands in it: %s',
    (content) => {
      write('audit.config.json', content);
      expect(refusal(load)).toMatch(/^audit\.config\.json: it is not JSON \(Unexpected token 'h'\); /);
    },
  );

  test.each([
    ['on_profile_change.0.webhook.secret', [{ name: 'crm', webhook: { url: 'https://crm.example', secret: 'hunter2' } }]],
    ['on_profile_change.0.webhook.url', [{ name: 'crm', webhook: { url: 'https://me:hunter2@crm.example/hook', signing_env: 'CRM_KEY' } }]],
  ])('a secret in a list, at %s, which is never shown', (place, targets) => {
    write('audit.config.json', { on_profile_change: targets });
    const message = refusal(load);
    expect(message).toContain(place);
    expect(message).not.toContain('hunter2');
  });

  test.each([
    ['a webhook without TLS to another machine', { name: 'crm', webhook: { url: 'http://crm.example/hook', signing_env: 'CRM_KEY' } }],
    ['a webhook that says its address twice', { name: 'crm', webhook: { url: 'https://a.example', url_env: 'A', signing_env: 'B' } }],
    ['a webhook that is not signed', { name: 'crm', webhook: { url: 'https://crm.example/hook' } }],
    ['a target that is both', { name: 'crm', command: ['x'], webhook: { url: 'https://crm.example', signing_env: 'B' } }],
    ['a command in one text', { name: 'crm', command: 'notify --all' }],
    ['an attribute that does not drive versions', { name: 'crm', command: ['notify'], attributes: ['occupation_other'] }],
    ['a name that cannot be one of a file', { name: '../crm', command: ['notify'] }],
  ])('%s', (_, target) => {
    write('audit.config.json', { on_profile_change: [target] });
    expect(refusal(load)).toContain('audit.config.json: on_profile_change is [{');
  });

  test('two targets of one name, which would share a cursor', () => {
    const target = { name: 'crm', command: ['notify'] };
    write('audit.config.json', { on_profile_change: [target, target] });
    expect(refusal(load)).toContain('each name once');
  });

  test('a secret, which is never shown', () => {
    write('audit.config.json', { opdb: { user: 'u', db_password: 'hunter2' } });
    const message = refusal(load);
    expect(message).toContain('opdb.db_password');
    expect(message).toContain('AUDIT_OPDB_DB_PASSWORD_FILE');
    expect(message).not.toContain('hunter2');
  });

  test.each(['password', 'security_token', 'client_secret', 'private_key', 'refresh_token', 'access_token'])(
    'a literal %s of Salesforce, naming the variable and never the value',
    (key) => {
      write('audit.config.json', { include: ['sf.json'] });
      write('sf.json', { salesforce: { username: 'u', [key]: 'hunter2' } });
      const message = refusal(load);
      expect(message).toContain(`sf.json: salesforce.${key}: a secret may not be written`);
      expect(message).toContain(`set SALESFORCE_${key.toUpperCase()}, or SALESFORCE_${key.toUpperCase()}_FILE`);
      expect(message).not.toContain('hunter2');
    },
  );
});
