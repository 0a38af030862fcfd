import { Link } from 'wouter';
import { Band } from '../components/band.tsx';
import { Bar } from '../components/bar.tsx';
import { lookOf } from '../components/band-look.ts';
import { Card } from '../components/card.tsx';
import { countText, percentText } from '../format/numbers.ts';

interface BandDistributionProps {
  readonly title: string;
  /** Name of the filter that lists the customers of a band. */
  readonly filter: 'band' | 'risk';
  readonly bands: readonly { readonly band: string | null; readonly customers: number }[];
  /** Bands that are shown though nobody is in them, in their order. */
  readonly order: readonly string[];
}

/** How many customers are in each band; a band leads to its customers. */
export const BandDistribution = ({ title, filter, bands, order }: BandDistributionProps) => {
  const all = bands.reduce((sum, { customers }) => sum + customers, 0);
  const others = bands.map(({ band }) => band).filter((band) => band === null || !order.includes(band));
  return (
    <Card title={title}>
      <ul className="flex flex-col gap-2">
        {[...order, ...others].map((band) => {
          const customers = bands.find((one) => one.band === band)?.customers ?? 0;
          const count = (
            <>
              {countText(customers)}
              {all > 0 && <span className="hidden sm:inline"> ({percentText(customers / all)})</span>}
            </>
          );
          return (
            <li key={band} className="grid grid-cols-[6.5rem_1fr_2rem] sm:grid-cols-[6.5rem_1fr_6rem] items-center gap-3 text-sm">
              <span>
                <Band scale="band" level={band} />
              </span>
              <Bar share={all === 0 ? 0 : customers / all} tone={lookOf('band', band).tone} />
              {band === null ? (
                <span className="text-right tabular-nums">{count}</span>
              ) : (
                <Link
                  href={`/customers?${filter}=${band}`}
                  className="min-h-6 content-center text-right text-accent tabular-nums hover:underline"
                >
                  {count}
                </Link>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
};
