import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Micros } from '../tables/column.ts';
import { formatInstant, parseInstant } from './instant.ts';
import { utcOfWallClock, wallClock } from './wall-clock.ts';
import { zoneName } from './zone.ts';

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'Atlantic/Azores'];
const at = (text: string): Micros => parseInstant(text)?.micros as Micros;

describe('wall clocks', () => {
  // The instants DuckDB 1.5.6 gives for timezone(zone, wall).
  test.each([
    ['Europe/Berlin', '2024-07-01T12:00', '2024-07-01T10:00:00Z'],
    ['Europe/Berlin', '2024-03-31T02:30', '2024-03-31T01:30:00Z'],
    ['Europe/Berlin', '2024-10-27T02:30', '2024-10-27T01:30:00Z'],
    ['America/New_York', '2024-03-10T02:30', '2024-03-10T07:30:00Z'],
    ['America/New_York', '2024-11-03T01:30', '2024-11-03T06:30:00Z'],
    ['Pacific/Apia', '2011-12-30T12:00', '2011-12-30T22:00:00Z'],
    ['Australia/Lord_Howe', '2024-04-07T01:45', '2024-04-06T15:15:00Z'],
    ['Australia/Lord_Howe', '2024-10-06T02:15', '2024-10-05T15:45:00Z'],
    ['America/Sao_Paulo', '2018-11-04T00:00', '2018-11-04T03:00:00Z'],
    ['Europe/Berlin', '1850-01-01T00:00', '1849-12-31T23:06:32Z'],
  ])('in %s %s is %s', (zone, wall, instant) => {
    expect(formatInstant(utcOfWallClock(at(wall), zone))).toBe(instant);
  });

  test('an instant shown once comes back from its wall clock, one shown twice is one of the two', () => {
    const instants = fc.bigInt({ min: at('1975-01-01'), max: at('2035-01-01') });
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, micros) => {
        const wall = wallClock(micros as Micros, zone);
        const found = [utcOfWallClock(wall, zone, 'earlier'), utcOfWallClock(wall, zone, 'later')];
        expect(found).toContain(micros);
      }),
    );
  });

  test('of a time shown twice the earlier and the later are an hour apart', () => {
    const wall = at('2024-10-27T02:30');
    expect(formatInstant(utcOfWallClock(wall, 'Europe/Berlin', 'earlier'))).toBe('2024-10-27T00:30:00Z');
  });
});

test('zones are named as the zone database spells them; offsets and fantasies are none', () => {
  expect(['europe/berlin', 'UTC', '+02:00', 'Mars/Base', ''].map((name) => zoneName(name))).toEqual([
    'Europe/Berlin',
    'UTC',
    undefined,
    undefined,
    undefined,
  ]);
});
