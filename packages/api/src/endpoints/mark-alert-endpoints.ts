import { z } from 'zod';
import type { AlertMark } from '../alerts/alert-mark.ts';
import { alertMarkResource, alertMarksView } from '../alerts/alert-view.ts';
import { findAlert, markAlert } from '../alerts/mark-alert.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import { answerOnce } from '../http/idempotency.ts';
import { ApiProblem } from '../http/problem.ts';
import type { JournalDetail } from '../state/journal-entry.ts';
import { changeHeaders, goldId, note, textOf } from './action-fields.ts';
import { noFields } from './request-fields.ts';

/** What is done to an alert. */
interface Marking<B> {
  /** Last part of the path. */
  readonly word: string;
  readonly name: string;
  readonly summary: string;
  readonly body: z.ZodType<B>;
  readonly detail: (body: B) => JournalDetail | null;
  /** @throws ApiProblem 400 @param now milliseconds of the clock */
  readonly check?: (body: B, now: number) => void;
  readonly apply: (mark: AlertMark, body: B, at: string, by: string) => AlertMark;
}

const marking = <B>({ word, name, summary, body, detail, check, apply }: Marking<B>): Endpoint =>
  endpoint({
    method: 'POST',
    path: `/api/alerts/:id/${word}`,
    name,
    summary,
    scope: 'act',
    params: goldId('the alert'),
    query: noFields,
    headers: changeHeaders,
    body,
    answer: alertMarkResource,
    problems: ['NO_SUCH_ALERT', 'TRANSITION_REFUSED', 'REQUEST_IN_PROGRESS', 'KEY_REUSED'],
    byVersion: false,
    personal: true,
    reply: async (asked) =>
      await answerOnce(word, asked, async (keep) => {
        const { params, body: given, snapshot, access, requestId, service } = asked;
        check?.(given, service.now());
        const alert = await findAlert(snapshot, params.id);
        const bodyOf = (mark: AlertMark): string =>
          JSON.stringify({ id: mark.id, customer: mark.customer, ...alertMarksView(mark, service.now(), access) });
        const mark = await markAlert(service.actions.state, alert, {
          access,
          requestId,
          detail: detail(given),
          apply: (before, at) => apply(before, given, at, access.id),
          keep: (next) => keep({ status: 200, body: bodyOf(next) }),
        });
        return { body: bodyOf(mark) };
      }),
  });

const noted = z.strictObject({ note });
const nothing = z.strictObject({});
const longestMs = 90 * 24 * 3600 * 1000;

/** @throws ApiProblem 400 for a time gone by, or one far away */
const checkUntil = (until: string, now: number): void => {
  const at = Date.parse(until);
  if (at > now && at <= now + longestMs) return;
  throw new ApiProblem('BAD_REQUEST', 'body.until: see errors, and /openapi.json for what is allowed', {
    errors: [{ field: 'body.until', detail: 'it is not between now and 90 days from now' }],
  });
};

/** `POST /api/alerts/:id/ack`, `/unack`, `/snooze`, `/unsnooze` */
export const markAlertEndpoints: readonly Endpoint[] = [
  marking({
    word: 'ack',
    name: 'acknowledgeAlert',
    summary: 'Says that an alert was seen; that of an acknowledged one changes nothing',
    body: noted,
    detail: ({ note: said }) => (textOf(said) === null ? null : { note: textOf(said) }),
    apply: (mark, body, at, by) => (mark.ack === null ? { ...mark, ack: { at, by, note: textOf(body.note) } } : mark),
  }),
  marking({
    word: 'unack',
    name: 'unacknowledgeAlert',
    summary: 'Takes back that an alert was seen',
    body: nothing,
    detail: () => null,
    apply: (mark) => (mark.ack === null ? mark : { ...mark, ack: null }),
  }),
  marking({
    word: 'snooze',
    name: 'snoozeAlert',
    summary: 'Puts an alert off until a time',
    body: z.strictObject({ until: z.iso.datetime({ offset: true }).describe('Within 90 days from now'), note }),
    detail: (body) => ({ until: body.until, note: textOf(body.note) }),
    check: (body, now) => checkUntil(body.until, now),
    apply: (mark, body, at, by) => ({
      ...mark,
      snooze: { until: new Date(body.until).toISOString(), at, by, note: textOf(body.note) },
    }),
  }),
  marking({
    word: 'unsnooze',
    name: 'unsnoozeAlert',
    summary: 'Ends that an alert is put off',
    body: nothing,
    detail: () => null,
    apply: (mark) => (mark.snooze === null ? mark : { ...mark, snooze: null }),
  }),
];
