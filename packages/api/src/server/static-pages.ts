import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';

/** A file of the dashboard as it is sent, packed as the build packed it. */
interface StaticFile {
  readonly type: string;
  readonly cacheControl: string;
  readonly plain: Buffer;
  readonly packed: Readonly<Partial<Record<Packing, Buffer>>>;
}

/** What a request for a page or one of its files is answered with. */
export interface StaticAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const packings = { br: '.br', gzip: '.gz' } as const;
type Packing = keyof typeof packings;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const unbuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>audit</title>
<h1>The dashboard is not built</h1><p>Run <code>npm run setup</code> and start <code>audit serve</code> again. The API works without it: see <a href="/openapi.json">/openapi.json</a>.</p></html>
`;

const packing = (header: string | undefined): readonly Packing[] => {
  const accepted = (header ?? '').split(',').flatMap((one) => (/;\s*q=0(?:\.0*)?\s*$/.test(one) ? [] : [one.split(';')[0]?.trim()]));
  return (['br', 'gzip'] as const).filter((one) => accepted.includes(one));
};

/** Allows what the pages load from here, and the one script in the page itself by its hash. */
const policyOf = (html: string): string => {
  const inline = [...html.matchAll(/<script>([^]*?)<\/script>/g)].map(
    ([, code = '']) => ` 'sha256-${createHash('sha256').update(code).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    `script-src 'self'${inline.join('')}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
};

const readFiles = (folder: string): ReadonlyMap<string, StaticFile> => {
  let names: readonly string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll(sep, '/'));
  } catch {
    return new Map();
  }
  const at = (name: string): Buffer => readFileSync(join(folder, name));
  return new Map(
    names
      .filter((name) => extname(name) in types)
      .map((name) => {
        const packed = Object.entries(packings).flatMap(([how, end]) => (names.includes(name + end) ? [[how, at(name + end)]] : []));
        // Names of the build carry a hash of what is in them.
        const cacheControl = name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-store';
        return [
          `/${name}`,
          { type: types[extname(name)] ?? '', cacheControl, plain: at(name), packed: Object.fromEntries(packed) as StaticFile['packed'] },
        ];
      }),
  );
};

/** Files and pages of the dashboard, held in memory: one build from start to end, whatever happens to the folder. */
export class StaticPages {
  readonly #files: ReadonlyMap<string, StaticFile>;
  readonly #page: StaticFile;
  readonly #policy: string;

  /** @param folder the built dashboard; where it is not built, one plain page says so */
  constructor(folder: string) {
    const files = readFiles(folder);
    const page = files.get('/index.html');
    this.#files = page === undefined ? new Map() : files;
    this.#page = page ?? { type: types['.html'] ?? '', cacheControl: 'no-store', plain: Buffer.from(unbuilt), packed: {} };
    this.#policy = policyOf(this.#page.plain.toString());
  }

  /** Answer to a GET of a path; undefined for what is no file, and no page a browser asks for. */
  answer(
    path: string,
    headers: { readonly accept?: string | undefined; readonly 'accept-encoding'?: string | undefined },
  ): StaticAnswer | undefined {
    const file = this.#files.get(path) ?? (this.#isPage(path, headers.accept) ? this.#page : undefined);
    if (file === undefined) return undefined;
    const [how] = packing(headers['accept-encoding']).filter((one) => file.packed[one] !== undefined);
    return {
      headers: {
        'Content-Type': file.type,
        'Cache-Control': file.cacheControl,
        'Content-Security-Policy': this.#policy,
        Vary: 'Accept, Accept-Encoding',
        ...(how === undefined ? {} : { 'Content-Encoding': how }),
      },
      body: (how === undefined ? undefined : file.packed[how]) ?? file.plain,
    };
  }

  /** Pages find their own way; what the API or a file would be stays a problem. */
  #isPage(path: string, accept: string | undefined): boolean {
    if (path === '/') return true;
    return accept?.includes('text/html') === true && !path.startsWith('/api/') && !path.startsWith('//') && extname(path) === '';
  }
}
