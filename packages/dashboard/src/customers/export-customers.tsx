import { Download, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { type CustomersQuery, listCustomers } from '../api/customer360.ts';
import { dataStamp } from '../api/data-stamp.ts';
import { Button } from '../components/button.tsx';
import { showToast } from '../components/toast-queue.ts';
import { countText, plural } from '../format/numbers.ts';
import { csvHeading, csvLines } from './customer-csv.ts';

const saveFile = (parts: readonly string[], name: string): void => {
  const url = URL.createObjectURL(new Blob([...parts], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};

/** All pages of the list, one after the other. */
const readAll = async (query: Omit<CustomersQuery, 'cursor'>, signal: AbortSignal, tell: (rows: number) => void) => {
  // Spreadsheets take a file for UTF-8 by this mark.
  const parts = ['\ufeff', csvHeading];
  let rows = 0;
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await listCustomers({ ...query, limit: '100', ...(cursor === undefined ? {} : { cursor }) }, signal);
    parts.push(csvLines(page.items));
    rows += page.items.length;
    tell(rows);
    cursor = page.next_cursor;
  }
  return { parts, rows };
};

interface ExportCustomersProps {
  readonly query: Omit<CustomersQuery, 'cursor'>;
  readonly total: number | undefined;
}

/** Saves the customers of the filter as CSV, all pages of them, as whoever asks may see them. */
export const ExportCustomers = ({ query, total }: ExportCustomersProps) => {
  const [rows, setRows] = useState<number>();
  const control = useRef<AbortController>(undefined);
  const run = async (): Promise<void> => {
    control.current = new AbortController();
    setRows(0);
    try {
      const read = await readAll(query, control.current.signal, setRows);
      saveFile(read.parts, `customers-${dataStamp.get()?.asOf ?? 'all'}.csv`);
      showToast({ text: `${plural(read.rows, 'customer')} saved as CSV` });
    } catch (error) {
      if (!control.current.signal.aborted)
        showToast({ text: `Not saved. ${(error as Error).message}`, action: { label: 'Retry', run: () => void run() } });
    } finally {
      setRows(undefined);
    }
  };
  if (rows === undefined)
    return (
      <Button icon={Download} disabled={total === undefined || total === 0} onClick={() => void run()}>
        Export CSV
      </Button>
    );
  return (
    <span className="inline-flex items-center gap-2 text-sm">
      <span role="status" className="tabular-nums">
        {`${countText(rows)} of ${total === undefined ? '…' : countText(total)}`}
      </span>
      <Button icon={X} onClick={() => control.current?.abort()}>
        Cancel
      </Button>
    </span>
  );
};
