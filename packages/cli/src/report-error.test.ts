import { mkdirSync } from 'node:fs';
import { DamagedFile, Interrupted, LakeBusy } from '@audit/contract';
import { expect, test } from 'vitest';
import type { Output } from './context.ts';
import { reportError } from './report-error.ts';

const sink = (into: string[]): Output => ({ isTTY: false, columns: 80, closed: false, write: async (text) => void into.push(text) });

const reported = async (error: unknown, debug = false): Promise<{ readonly code: number; readonly said: string }> => {
  const said: string[] = [];
  const code = await reportError(error, { stdout: sink([]), stderr: sink(said), json: false, logFormat: 'pretty', debug, help: '' });
  return { code, said: said.join('') };
};

const thrownBy = async (work: () => Promise<void>): Promise<unknown> => await work().then(undefined, (error: unknown) => error);

test('an error that another one followed at closing is the one reported', async () => {
  const thrown = await thrownBy(async () => {
    using _closing = {
      [Symbol.dispose]: () => {
        throw new TypeError('already closed');
      },
    };
    throw new Interrupted('SIGINT');
  });
  expect(thrown).toBeInstanceOf(SuppressedError);
  const { code, said } = await reported(thrown);
  expect(code).toBe(130);
  expect(said).toMatch(/^audit: INTERRUPTED: /);
});

test('of several errors the first of ours gives the exit code, however deep it lies', async () => {
  const several = new AggregateError([
    new TypeError('one'),
    new SuppressedError(new LakeBusy('/lake', undefined), new AggregateError([new DamagedFile('/lake/a', 'it is missing')])),
  ]);
  expect(await reported(several)).toMatchObject({ code: 3, said: expect.stringContaining('DAMAGED_FILE') as string });
});

test('with none of ours among them the first is reported; the debug level shows all', async () => {
  const several = new AggregateError([new TypeError('one'), new TypeError('two')]);
  const { code, said } = await reported(several, true);
  expect(code).toBe(1);
  expect(said).toMatch(/^audit: UNEXPECTED: one; /);
  expect(said).toContain('TypeError: two');
  expect((await reported(new AggregateError([], 'none of them'))).said).toMatch(/^audit: UNEXPECTED: none of them; /);
});

test('what comes from outside cannot steer the terminal', async () => {
  const { said } = await reported(new DamagedFile('/lake/\u001b[2Ja\u0007', 'it is missing'));
  expect(said).toContain('/lake/ [2Ja ');
  expect(said).not.toMatch(/[\u001b\u0007]/);
});

test('a fault of the system is named once; a path that cannot be used is wrong usage', async () => {
  const taken = await thrownBy(async () => mkdirSync('/dev/null/x'));
  const { code, said } = await reported(taken);
  expect(code).toBe(2);
  expect(said).toMatch(/^audit: ENOTDIR: not a directory, mkdir '\/dev\/null\/x'; check the path and its permissions\n$/);
  expect((await reported(await thrownBy(async () => mkdirSync('/dev/null')))).code).toBe(2);
});
