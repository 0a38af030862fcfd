import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { auditHere as audit } from '../audit-in-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-completion-'));

/** What bash would offer for the last word. */
const offered = (words: readonly string[]): readonly string[] => {
  const script = `source ./audit.bash; COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _audit; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script], { cwd, encoding: 'utf8' }).trim().split('\n');
};

test('bash completes commands, subcommands, flags and the values of flags', async () => {
  const { code, stdout } = await audit(['completion', 'bash'], { cwd });
  expect(code).toBe(0);
  writeFileSync(join(cwd, 'audit.bash'), stdout);
  expect(offered(['audit', 'ver'])).toEqual(['verify']);
  expect(offered(['audit', 'customers', 'm'])).toEqual(['merge']);
  expect(offered(['audit', 'show', 'orders', '--lim'])).toEqual(['--limit']);
  expect(offered(['audit', 'show', '--log-format', ''])).toEqual(['json', 'pretty']);
});

test('zsh and fish get scripts that name every command', async () => {
  const zsh = await audit(['completion', 'zsh'], { cwd });
  expect(zsh.stdout).toMatch(/^#compdef audit\n/);
  const fish = await audit(['completion', 'fish'], { cwd });
  expect(fish.stdout).toContain(`complete -c audit -n '__fish_use_subcommand' -a 'verify' -d 'Check every file`);
  expect(fish.stdout).toContain(`__fish_seen_subcommand_from customers; and __fish_seen_subcommand_from merge' -l source-system -r`);
});

test('a shell we do not know is refused', async () => {
  const { code, stderr } = await audit(['completion', 'powershell'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain('Allowed choices are bash, zsh, fish');
});
