import { ApiRefusal } from '../http/api-refusal.ts';
import type { Answer, Exchange, Route } from '../http/exchange.ts';
import { recordJson } from '../result/record-sql.ts';
import { runQuery } from '../result/result-set.ts';
import { compileQuery } from '../soql/compile.ts';
import { parseQuery } from '../soql/parse.ts';
import { objectOf } from './describe-routes.ts';

const missing = (): ApiRefusal => new ApiRefusal(404, 'NOT_FOUND', 'The requested resource does not exist');

const readOne = async (exchange: Exchange, fields: readonly string[]): Promise<Uint8Array> => {
  const { organisation } = exchange.simulation;
  const [name = '', id = ''] = exchange.parts;
  const object = objectOf(exchange, name);
  const names = fields.length === 0 ? object.fields.map((field) => field.name) : fields;
  const parsed = parseQuery(`SELECT ${names.join(', ')} FROM ${object.name} WHERE Id = '${id}'`);
  const result = await runQuery(
    organisation,
    () => compileQuery(organisation, parsed, false),
    ({ columns }) => recordJson(columns, exchange.base, object),
  );
  try {
    for await (const piece of result.read(0, 1)) return piece;
    throw missing();
  } finally {
    await result.drop();
  }
};

const record = async (exchange: Exchange): Promise<Answer> => {
  const fields = exchange.query.get('fields')?.split(',') ?? [];
  return {
    status: 200,
    headers: { 'content-type': 'application/json;charset=UTF-8' },
    body: Buffer.from(await readOne(exchange, fields)).toString('utf8'),
  };
};

/** The content of a file. */
const blob = async (exchange: Exchange): Promise<Answer> => {
  const [name = '', , field = ''] = exchange.parts;
  if (!objectOf(exchange, name).fields.some((one) => one.name === field && one.type === 'base64')) throw missing();
  const found = JSON.parse(Buffer.from(await readOne(exchange, ['Name'])).toString('utf8')) as { readonly Name: string };
  return { status: 200, headers: { 'content-type': 'application/octetstream' }, body: `Contract ${/\d+/.exec(found.Name)?.[0] ?? ''}` };
};

export const recordRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/sobjects\/(\w+)\/(\w{15}(?:\w{3})?)\/?$/, answer: record },
  { method: 'GET', path: /^\/sobjects\/(\w+)\/(\w{15}(?:\w{3})?)\/(\w+)\/?$/, answer: blob },
];
