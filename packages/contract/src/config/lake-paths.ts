import { basename, dirname, resolve } from 'node:path';
import { ConfigError } from '../errors/config.ts';
import type { Placed } from './project-file.ts';
import type { SettingName } from './settings.ts';

const layers = ['bronze', 'silver', 'gold'] as const;

/** The folder a layer's path lies in. @throws {@link ConfigError} where it is not `<lake>/<layer>` */
const rootOf = (layer: (typeof layers)[number], { value, origin }: Placed): string => {
  const path = String(value);
  if (basename(path) === layer) return dirname(path);
  throw new ConfigError(
    origin,
    `${layer}_path is "${path}"`,
    `all layers lie in one lake: write it as <lake>/${layer}, such as ./data/${layer}`,
  );
};

/**
 * The lake, where the settings name it by the paths of its layers. What a flag or a variable says of the lake counts before them.
 *
 * @param cwd what relative paths start from
 * @throws {@link ConfigError} where they lie in different folders, or not where the file says the lake is
 */
export const lakeOfPaths = (placed: ReadonlyMap<SettingName, Placed>, cwd: string): Placed => {
  const lake = placed.get('lake') ?? { value: '', origin: 'default' };
  const given = layers.flatMap((layer) => {
    const path = placed.get(`${layer}_path`);
    return path === undefined || path.value === null ? [] : [{ layer, origin: path.origin, root: rootOf(layer, path) }];
  });
  const [first] = given;
  if (first === undefined) return lake;
  for (const { layer, root, origin } of given)
    if (resolve(cwd, root) !== resolve(cwd, first.root))
      throw new ConfigError(
        origin,
        `${layer}_path lies in "${root}", and ${first.layer}_path in "${first.root}"`,
        `one lake holds all layers, since a run publishes them together: write ${first.root}/${layer}`,
      );
  if (/^(?:flag|env) /.test(lake.origin)) return lake;
  if (lake.origin !== 'default' && resolve(cwd, String(lake.value)) !== resolve(cwd, first.root))
    throw new ConfigError(
      first.origin,
      `${first.layer}_path lies in "${first.root}", and lake is "${String(lake.value)}"`,
      'name the lake in one place',
    );
  return { value: first.root, origin: first.origin };
};
