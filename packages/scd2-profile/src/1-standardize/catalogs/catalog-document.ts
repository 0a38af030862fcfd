import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogFinding, FileUnreadable } from '@audit/contract';
import type { Document } from 'yaml';

type Path = readonly PropertyKey[];

/** The content of a YAML file, with the lines its parts stand on. */
export interface CatalogDocument {
  readonly file: string;
  readonly content: unknown;
  /** Line of what stands at a path of keys and positions, else of the nearest part around it. */
  readonly lineOf: (path: Path) => number;
  /** Why it is no YAML; the content is undefined then. */
  readonly findings: readonly CatalogFinding[];
}

const textOf = (folder: string, file: string): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(folder, file)));
  } catch (error) {
    const reason = error instanceof TypeError ? 'it is not UTF-8' : (error as Error).message;
    throw new FileUnreadable(join(folder, file), reason, { cause: error });
  }
};

/** Aliases would let a small file grow without end, and hide where a value stands. */
const contentOf = (document: Document): unknown => {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    return undefined;
  }
};

/** What was parsed in this process: many runs read the same eleven files, and parsing them takes longer than a small load. */
const parsed = new Map<string, Promise<CatalogDocument>>();

/** Reads one file as YAML 1.2; nothing of it is judged yet. @throws {@link FileUnreadable} */
export const readCatalogDocument = async (folder: string, file: string): Promise<CatalogDocument> => {
  const text = textOf(folder, file);
  const key = `${file}\0${text}`;
  const document = parsed.get(key) ?? parse(file, text);
  parsed.set(key, document);
  return await document;
};

const parse = async (file: string, text: string): Promise<CatalogDocument> => {
  // Loaded here: most commands know of profiles and never read a catalog.
  const { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } = await import('yaml');
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const lineAt = (offset: number): number => lineCounter.linePos(offset).line;
  const broken = (line: number, what: string, remedy: string) => ({ file, line, code: null, what, remedy });
  const findings = document.errors.map((error) => broken(lineAt(error.pos[0]), `it is not YAML (${error.message})`, 'correct it there'));
  const content = findings.length === 0 ? contentOf(document) : undefined;
  if (findings.length === 0 && content === undefined) findings.push(broken(1, 'it uses aliases (*name)', 'write every value out'));
  // The line of a key, not of what stands at it: that may begin below.
  const nodeAt = (path: Path): unknown => {
    const around = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
    if (isSeq(around)) return around.items[Number(path.at(-1))];
    return isMap(around) ? around.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))?.key : undefined;
  };
  const lineOf = (path: Path): number => {
    for (let depth = path.length; depth > 0; depth--) {
      const node = nodeAt(path.slice(0, depth));
      if (isNode(node) && node.range) return lineAt(node.range[0]);
    }
    return 1;
  };
  return { file, content, lineOf, findings };
};
