import { escaped } from '../../commands/link/html.ts';
import type { LineageGraph, LineageNode } from '../../lineage/lineage-graph.ts';
import { grouped } from '../../output/quantity.ts';

const layers = ['bronze', 'silver', 'curated', 'gold'] as const;
const box = { width: 224, height: 34, apart: 10, gap: 92 };
const top = 34;

interface Placed extends LineageNode {
  readonly x: number;
  readonly y: number;
}

/** Boxes by layer, each column in an order that puts a table near what it is made from. */
const placed = ({ nodes, edges }: LineageGraph): ReadonlyMap<string, Placed> => {
  const found = new Map<string, Placed>();
  const shown = layers.filter((layer) => nodes.some((node) => node.layer === layer));
  for (const [column, layer] of shown.entries()) {
    const middle = (node: LineageNode): number => {
      const ys = edges.flatMap(({ from, to }) => (to === node.table ? [found.get(from)?.y ?? []].flat() : []));
      return ys.length === 0 ? Number.MAX_SAFE_INTEGER : ys.reduce((sum, y) => sum + y, 0) / ys.length;
    };
    const inOrder = nodes
      .filter((node) => node.layer === layer)
      .map((node) => ({ node, at: middle(node) }))
      .toSorted((left, right) => left.at - right.at || (left.node.table < right.node.table ? -1 : 1));
    for (const [row, { node }] of inOrder.entries())
      found.set(node.table, { ...node, x: column * (box.width + box.gap), y: top + row * (box.height + box.apart) });
  }
  return found;
};

const edgePath = (from: Placed, to: Placed): string => {
  const [x1, y1] = [from.x + box.width, from.y + box.height / 2];
  const [x2, y2] = [to.x, to.y + box.height / 2];
  // Within a layer it goes round on the right.
  if (to.x <= from.x) return `M${x1} ${y1} C${x1 + 46} ${y1} ${x1 + 46} ${y2} ${x1} ${y2}`;
  const bend = (x2 - x1) / 2;
  return `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
};

const short = (name: string): string => (name.length <= 30 ? name : `${name.slice(0, 29)}…`);

const node = ({ table, rows, changed, x, y }: Placed): string =>
  `<g><rect class="table${changed ? ' changed' : ''}" x="${x}" y="${y}" width="${box.width}" height="${box.height}" rx="6"/><text class="name" x="${x + 10}" y="${y + 15}">${escaped(short(table))}</text><text class="muted" x="${x + 10}" y="${y + 28}">${grouped(rows)} rows${changed ? ', changed' : ''}</text><title>${escaped(table)}</title></g>`;

/** The lineage graph as a picture, layer by layer; tables that only keep accounts (ops) are left out. */
export const lineageSvg = (graph: LineageGraph): string => {
  const at = placed(graph);
  const nodes = [...at.values()];
  if (nodes.length === 0) return '<p>The lake has no table yet.</p>';
  const width = Math.max(...nodes.map(({ x }) => x)) + box.width + 60;
  const height = Math.max(...nodes.map(({ y }) => y)) + box.height + 8;
  const columns = [...new Map(nodes.map(({ layer, x }) => [layer, x]))];
  const edges = graph.edges.flatMap(({ from, to }) => {
    const [one, other] = [at.get(from), at.get(to)];
    return one === undefined || other === undefined
      ? []
      : [`<path class="edge${other.changed ? ' news' : ''}" d="${edgePath(one, other)}"/>`];
  });
  const titles = columns.map(([layer, x]) => `<text class="layer" x="${x}" y="18">${layer}</text>`);
  return `<svg viewBox="-1 0 ${width} ${height}" style="min-width:${Math.min(width, 1180)}px" role="img" aria-label="Which tables are made from which">${titles.join('')}${edges.join('')}${nodes.map(node).join('')}</svg>`;
};
