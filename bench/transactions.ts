/**
 * Retail transaction lines for benchmarks and drills: any number, the same for the same seed on every machine, in constant memory.
 * 10 lines make 3 orders make 1 customer; activity of customers is skewed; orders lie in 2022-01-01..2023-12-31 UTC.
 * Every attribute is a pure function of (seed, order, line), so later batches can add lines to orders that exist.
 */
export interface Batch {
  /** Lines of the first load; later batches refer to its orders and customers. */
  readonly lines: number;
  readonly seed: number;
  /** 0 is the first load; batch n > 0 holds `added` further lines, half on existing orders, half on new ones. */
  readonly number?: number;
  readonly added?: number;
}

export interface Line {
  readonly orderId: string;
  readonly customerId: string;
  /** ISO instant, UTC. */
  readonly eventTs: string;
  readonly productId: string;
  readonly quantity: number;
  /** Integer cents. */
  readonly price: number;
  readonly cost: number;
}

const quantities = [1, 1, 1, 2, 2, 3, 5];
const start = Date.UTC(2022, 0, 1) / 1000;
const span = 730 * 86_400;

/** 32 well-mixed bits of three integers (the finaliser of MurmurHash3, applied per argument). */
const mix = (a: number, b: number, c: number): number => {
  let h = 0x9e3779b9;
  for (const value of [a, b, c]) {
    h = Math.imul(h ^ value, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    h ^= h >>> 16;
  }
  return h >>> 0;
};
const pad = (value: number, width: number): string => String(value).padStart(width, '0');

const sizesOf = ({ lines }: Batch): { orders: number; customers: number } => ({
  orders: Math.max(1, Math.floor((lines * 3) / 10)),
  customers: Math.max(1, Math.floor(lines / 10)),
});

/** Every customer has one order; the rest is drawn with a weight that falls like a power of the rank. */
const customerOf = (order: number, customers: number, seed: number): number => {
  const rank = order < customers ? order : Math.floor(customers * (mix(seed, order, 1) / 2 ** 32) ** 2.5);
  // A multiple of a large prime visits every customer once, out of order.
  return (rank * 999_999_937) % customers;
};

const makeLine = (order: number, nth: number, customers: number, seed: number): Line => {
  const at = start + (mix(seed, order, 2) % span) + 7 * nth;
  const draw = mix(seed ^ 0x5bd1e995, order, 16 + nth);
  const price = 199 + (draw % 19_800);
  return {
    orderId: `O${pad(order, 7)}`,
    customerId: `C${pad(customerOf(order, customers, seed), 6)}`,
    eventTs: `${new Date(at * 1000).toISOString().slice(0, 19)}Z`,
    productId: `SKU-${pad(mix(draw, nth, 3) % 5000, 4)}`,
    quantity: quantities[mix(draw, nth, 4) % quantities.length] ?? 1,
    price,
    cost: Math.floor((price * (40 + (mix(draw, nth, 5) % 40))) / 100),
  };
};

/** Lines of a batch, those of an order together in a first load. */
export function* transactions(batch: Batch): Generator<Line> {
  const { lines, seed, number = 0, added = 0 } = batch;
  const { orders, customers } = sizesOf(batch);
  if (number > 0) {
    for (let i = 0; i < added; i++) {
      const order = i % 2 === 0 ? mix(seed, number, i) % orders : orders + number * added + i;
      yield makeLine(order, 1000 * number + (i % 1000), customers, seed);
    }
    return;
  }
  const counts = new Uint16Array(orders).fill(1);
  for (let i = orders; i < lines; i++) counts[mix(seed, i, 6) % orders]! += 1;
  for (let order = 0; order < orders; order++) {
    for (let nth = 0; nth < counts[order]!; nth++) yield makeLine(order, nth, customers, seed);
  }
}

/** What any engine must find in the lines: counts, and sums in integer cents. */
export interface Truth {
  lines: number;
  orders: number;
  customers: number;
  spend_cents: number;
  margin_cents: number;
  quantity: number;
}

/** Passes the lines through and adds them up. */
export function* counted(lines: Iterable<Line>, truth: Truth): Generator<Line> {
  const orders = new Set<string>();
  const customers = new Set<string>();
  for (const line of lines) {
    orders.add(line.orderId);
    customers.add(line.customerId);
    truth.lines += 1;
    truth.quantity += line.quantity;
    truth.spend_cents += line.quantity * line.price;
    truth.margin_cents += line.quantity * (line.price - line.cost);
    yield line;
  }
  truth.orders = orders.size;
  truth.customers = customers.size;
}

export const nothingYet = (): Truth => ({ lines: 0, orders: 0, customers: 0, spend_cents: 0, margin_cents: 0, quantity: 0 });
