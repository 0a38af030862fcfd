import type { ProfileVersion } from '../api/reports.ts';
import { Badge } from '../components/badge.tsx';
import { Button } from '../components/button.tsx';
import { classNames } from '../components/class-names.ts';
import { dayText, timeText } from '../format/dates.ts';
import { plural } from '../format/numbers.ts';
import { ProfileCell } from './profile-cell.tsx';
import { changesBetween, endOf, startOf } from './profile-version.ts';

const momentText = (instant: string): string => [dayText(instant), timeText(instant)].filter(Boolean).join(', ');

/** Whether nothing was in force between the end of a version and the start of the next. */
const isGap = (before: ProfileVersion, after: ProfileVersion): boolean => {
  const end = endOf(before);
  return end !== undefined && Date.parse(startOf(after)) - Date.parse(end) > 1;
};

const Changes = ({ before, after }: { readonly before: ProfileVersion | undefined; readonly after: ProfileVersion }) => {
  if (before === undefined) return <p className="text-sm text-muted">The first that is known of the person.</p>;
  const changes = changesBetween(before, after);
  return (
    <>
      {isGap(before, after) && <p className="text-sm text-muted">{`Nothing was in force since ${momentText(endOf(before) ?? '')}.`}</p>}
      {changes.length === 0 ? (
        <p className="text-sm text-muted">Nothing of what may be seen changed.</p>
      ) : (
        <ul className="flex flex-col gap-0.5 text-sm">
          {changes.map(({ name, label, before: was, after: is }) => (
            <li key={name} className="wrap-anywhere">
              <span className="font-medium">{label}</span>: <ProfileCell label={label} text={was} /> <span aria-hidden>→</span>
              <span className="sr-only">became</span> <ProfileCell label={label} text={is} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

interface VersionHistoryProps {
  /** From the earliest to the latest. */
  readonly versions: readonly ProfileVersion[];
  /** The start of the one that is shown whole. */
  readonly shown: string | undefined;
  readonly onShow: (start: string) => void;
}

/** What changed from version to version, in words, the latest first. */
export const VersionHistory = ({ versions, shown, onShow }: VersionHistoryProps) => (
  <ol aria-label={`${plural(versions.length, 'version')}, the latest first`} className="flex flex-col divide-y divide-line">
    {versions
      .map((version, at) => ({ version, before: versions[at - 1] }))
      .toReversed()
      .map(({ version, before }) => {
        const start = startOf(version);
        const end = endOf(version);
        return (
          <li
            key={start}
            aria-current={start === shown ? 'true' : undefined}
            className={classNames('-mx-2 rounded-md px-2 py-3', start === shown && 'bg-accent-soft')}
          >
            <div className="mb-1 flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
              <h3 className="font-semibold">
                <time dateTime={start}>{momentText(start)}</time>
              </h3>
              <span className="flex items-center gap-2">
                {end === undefined ? (
                  <Badge tone="good">In force</Badge>
                ) : (
                  <span className="text-xs text-muted">{`until ${dayText(end)}`}</span>
                )}
                <Button look="ghost" onClick={() => onShow(start)}>
                  Show
                  <span className="sr-only">{` the profile of ${momentText(start)}`}</span>
                </Button>
              </span>
            </div>
            <Changes before={before} after={version} />
          </li>
        );
      })}
  </ol>
);
