import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { RateLimit } from './rate-limit.ts';

const pauses = fc.array(fc.record({ pause: fc.integer({ min: 0, max: 3000 }), who: fc.constantFrom('a', 'b') }), { maxLength: 200 });

test('in no stretch of time is more allowed than the burst and what time adds; who asks less often is never refused; one does not cost the other', () => {
  fc.assert(
    fc.property(pauses, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 10 }), (steps, perSecond, burst) => {
      let now = 0;
      const [shared, alone] = [new RateLimit({ perSecond, burst }, () => now), new RateLimit({ perSecond, burst }, () => now)];
      const allowed: number[] = [];
      for (const { pause, who } of steps) {
        now += pause;
        const got = shared.take(who);
        if (who !== 'a') continue;
        expect(alone.take('a')).toEqual(got);
        if (got.allowed) allowed.push(now);
        else expect(got.retrySeconds).toBeGreaterThan(0);
      }
      for (let first = 0; first < allowed.length; first++)
        for (let last = first; last < allowed.length; last++)
          expect(last - first + 1).toBeLessThanOrEqual(burst + ((allowed[last]! - allowed[first]!) / 1000) * perSecond + 1e-6);
    }),
    { numRuns: 100 },
  );
});
