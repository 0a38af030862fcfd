import { ConfigError, quote } from '@audit/contract';

/**
 * A view as it stands in SQL: `opdb.vw_x` is `"opdb"."vw_x"`. Names are taken as the server keeps them, in lower case unless they were
 * quoted when the view was made.
 */
export const viewName = (name: string): { readonly schema: string; readonly view: string; readonly sql: string } => {
  const [schema = '', view = '', ...more] = name.split('.');
  if (schema === '' || view === '' || more.length > 0 || name.includes('\0'))
    throw new ConfigError('opdb.view', `"${name}" is not the name of a view`, 'write schema and view, such as opdb.vw_x');
  return { schema, view, sql: `${quote(schema)}.${quote(view)}` };
};
