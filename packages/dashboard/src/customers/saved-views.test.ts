import { expect, test } from 'vitest';
import { readViews, sameQuery, withView } from './saved-views.ts';

test('views are read back; what is no view, or no JSON, is left out', () => {
  const views = [{ name: 'German', query: 'country=DE' }];
  expect(readViews(JSON.stringify([...views, { name: 1 }, null, 'x']))).toEqual(views);
  expect([readViews('{'), readViews(null), readViews('{"name":"x"}')]).toEqual([[], [], []]);
});

test('a view of the same name gives way', () => {
  const views = withView(withView([], { name: 'a', query: 'band=critical' }), { name: 'b', query: '' });
  expect(withView(views, { name: 'a', query: 'risk=high' })).toEqual([
    { name: 'b', query: '' },
    { name: 'a', query: 'risk=high' },
  ]);
});

test('the order in which filters are written says nothing', () => {
  expect([sameQuery('a=1&b=2', 'b=2&a=1'), sameQuery('a=1', 'a=2')]).toEqual([true, false]);
});
