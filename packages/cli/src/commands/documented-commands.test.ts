import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command, Option } from 'commander';
import { expect, test } from 'vitest';
import { bareProgram } from '../bare-program.fixture.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const program = bareProgram(root);

const pages = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return pages(path);
    return path.endsWith('.md') ? [path] : [];
  });

/** Commands as pages tell them to be typed, up to what ends a command or is said of it. */
const typedIn = (path: string): readonly string[] =>
  [...readFileSync(join(root, path), 'utf8').matchAll(/npx --no-install audit ([^`\n|&>#]+)/g)].map(([, words = '']) => words.trim());

const knows = (flags: readonly Option[], flag: string): boolean => flags.some(({ long, short }) => long === flag || short === flag);

/** What of a command line is not there: a word in the place of a subcommand, or a flag. */
const unknownIn = (line: string): string | undefined => {
  const words = line.split(/\s+/);
  let command: Command = program;
  let at = 0;
  for (; command.commands.length > 0 && at < words.length; at++) {
    const next = command.commands.find((sub) => sub.name() === words[at]);
    if (next === undefined) return words[at];
    command = next;
  }
  return words.slice(at).find((word) => /^--?[a-z]/.test(word) && word !== '--help' && !knows(command.options, word.split('=')[0] ?? word));
};

test('every command line in the documents names a command and flags that are there', () => {
  const typed = ['README.md', ...pages('docs')].flatMap((path) => typedIn(path).map((line) => ({ path, line })));
  expect(typed.length).toBeGreaterThan(60);
  expect(typed.flatMap(({ path, line }) => (unknownIn(line) === undefined ? [] : [`${path}: ${line}: ${unknownIn(line)}`]))).toEqual([]);
});
