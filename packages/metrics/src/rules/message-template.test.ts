import { expect, test } from 'vitest';
import { modelText } from '../run/model-text.ts';
import { shippedTrial } from '../scores/trial-definitions.fixture.ts';
import { openTrialEngine } from '../trial-inputs.fixture.ts';
import { messageSql, readMessage } from './message-template.ts';
import { factRegistry } from './read-condition.ts';

test('a value that is counted has the word for one behind it, or the one for many, which no value has, too', async () => {
  await using trial = openTrialEngine();
  await using session = await trial.engine.session();
  const read = readMessage('due for {days_overdue|day|days}', factRegistry(shippedTrial().facts), ['message']);
  const sql = messageSql('parts' in read ? read.parts : [], 'f');
  await session.materialise('f', 'SELECT n.days AS days_overdue FROM (VALUES (0), (1), (2), (NULL)) n(days)');
  await session.materialise('told', modelText(session, 'messages', `SELECT ${sql} AS message FROM f`, {}));
  const told = await session.evidence('SELECT message FROM told ORDER BY message', 10);
  expect(told.map(({ message }) => message)).toEqual(['due for 0 days', 'due for 1 day', 'due for 2 days', 'due for unknown days']);
});
