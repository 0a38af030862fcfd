import { describe, expect, test } from 'vitest';
import { FileRefused } from './intake.ts';
import { type Reason, type ReasonCode, reasons } from './reasons.ts';

describe('a refused file says what to do about its reason:', () => {
  test.each<[ReasonCode, string]>([
    ['NOT_JSON', 'correct the text at that byte'],
    ['NOT_A_LIST', 'wrap the records in [ ], or say --input-format ndjson'],
    ['EMPTY_INPUT', 'check the export that wrote it'],
    ['EXPANDS_TOO_FAR', 'check the file; if it is meant to be that large, raise --max-input'],
    ['TRUNCATED', 'get the file again, whole'],
  ])('%s', (fault, remedy) => {
    expect(new FileRefused('a.json', fault, 12, 'why').message).toContain(`a.json: ${fault} at byte 12: why; ${remedy}`);
  });

  test('every reason, as part of a sentence', () => {
    for (const [code, { remedy }] of Object.entries<Reason>(reasons)) {
      expect(remedy).toMatch(/^[A-Z].*\.$/);
      expect(new FileRefused('a', code as ReasonCode, null, 'why').message).toMatch(/why; [a-z].*[^.]$/);
    }
  });

  test('unless there is a better one', () => {
    const refused = new FileRefused('a.arrow', 'NOT_ARROW', null, 'it is LZ4', { remedy: 'write it with zstd' });
    expect(refused.message).toBe('a.arrow: NOT_ARROW: it is LZ4; write it with zstd');
  });
});
