interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChoose: (value: string) => void;
}

/** A choice among few, with its label before it. */
export const Select = ({ label, value, options, onChoose }: SelectProps) => (
  <label className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-sm">
    <span className="text-muted">{label}</span>
    <select
      value={value}
      onChange={({ target }) => onChoose(target.value)}
      className="min-h-8 max-w-full sm:max-w-44 rounded-md border border-edge bg-surface py-0 pr-7 pl-2 text-sm text-ink"
    >
      {options.map(([one, text]) => (
        <option key={one} value={one}>
          {text}
        </option>
      ))}
    </select>
  </label>
);
