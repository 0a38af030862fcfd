import { Button } from '../components/button.tsx';
import { Banner } from '../components/banner.tsx';
import { dayText } from '../format/dates.ts';
import { useAddressWord } from '../app/use-address-word.ts';

/** Says that the page is of an earlier day, and leads back to today. */
export const PastBanner = ({ day }: { readonly day: string }) => {
  const [, setAsOf] = useAddressWord('as_of');
  return (
    <Banner kind="partial" action={<Button onClick={() => setAsOf('')}>Back to the newest day</Button>}>
      <strong className="font-semibold">As of {dayText(day)}, not today’s.</strong> Values, alerts, recommendations and events are those of
      that day; nothing can be done about them here.
    </Banner>
  );
};
