import type { Threshold } from './thresholds.ts';

interface ThresholdFieldsProps {
  readonly thresholds: readonly Threshold[];
  /** What is written, in their order. */
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

/** The numbers of a condition, to be turned. */
export const ThresholdFields = ({ thresholds, values, onChange }: ThresholdFieldsProps) => (
  <div className="flex flex-col gap-2">
    {thresholds.map(({ path, label, unit, value }, at) => (
      <label key={path.join('.')} className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <span className="min-w-40 flex-1">{label}</span>
        <span className="flex items-center gap-2">
          <input
            type="number"
            step="any"
            required
            value={values[at] ?? ''}
            onChange={({ target }) => onChange(values.map((one, place) => (place === at ? target.value : one)))}
            className="min-h-8 w-24 rounded-md border border-edge bg-surface px-2 text-right text-sm tabular-nums"
          />
          <span className="w-14 text-xs text-muted">{unit}</span>
          <span className="w-16 text-xs text-muted tabular-nums">{values[at] === String(value) ? '' : `now ${value}`}</span>
        </span>
      </label>
    ))}
  </div>
);
