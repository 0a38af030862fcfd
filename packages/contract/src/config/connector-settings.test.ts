import { expect, test } from 'vitest';
import { connectorSettings } from './connector-settings.ts';

const webhook = { url: 'https://desk.example/hook', signing_env: 'DESK_KEY' };
const isAllowed = (...connectors: readonly object[]): boolean => connectorSettings.safeParse(connectors).success;

test('connectors have names of their own, addresses that keep secrets, and nothing unknown', () => {
  expect(isAllowed({ name: 'desk', webhook }, { name: 'crm', rules: ['R001'], salesforce: {} }, { name: 'log', log: {} })).toBe(true);
  expect(isAllowed({ name: 'desk', webhook: { url: 'http://127.0.0.1:9/x', signing_env: 'K' }, cancel: 'none' })).toBe(true);
  expect(isAllowed({ name: 'desk', webhook }, { name: 'desk', log: {} })).toBe(false);
  expect(isAllowed({ name: 'log', webhook })).toBe(false);
  expect(isAllowed({ name: 'desk', webhook: { ...webhook, url: 'http://desk.example/hook' } })).toBe(false);
  expect(isAllowed({ name: 'desk', webhook: { ...webhook, url: 'https://me:pw@desk.example/hook' } })).toBe(false);
  expect(isAllowed({ name: 'desk', webhook: { url: webhook.url } })).toBe(false);
  expect(isAllowed({ name: 'desk', rules: [], webhook })).toBe(false);
  expect(isAllowed({ name: 'crm', salesforce: { external_id_field: 'Name' } })).toBe(false);
  expect(isAllowed({ name: 'crm', salesforce: {}, webhook })).toBe(false);
  expect(isAllowed({ name: 'crm' })).toBe(false);
});
