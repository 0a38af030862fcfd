import type { Endpoint } from '../http/endpoint.ts';

/** Methods a path takes, by the routes there are; undefined for a path that is none. */
export const methodsOf = (endpoints: readonly Endpoint[]): ((path: string) => readonly string[] | undefined) => {
  const known = [...Map.groupBy(endpoints, ({ path }) => path)].map(([path, own]) => ({
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`),
    methods: ['OPTIONS', ...own.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))].toSorted(),
  }));
  return (path) => known.find(({ pattern }) => pattern.test(path))?.methods;
};
