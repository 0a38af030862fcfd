import { HiddenMark, isMasked } from '../customer/customer-name.tsx';

interface ProfileCellProps {
  readonly label: string;
  readonly text: string | undefined;
}

/** A value of a profile: hidden where it is masked, said to be missing where nothing is given. */
export const ProfileCell = ({ label, text }: ProfileCellProps) => {
  if (text === undefined) return <span className="text-muted">not given</span>;
  return isMasked(text) ? <HiddenMark what={label.toLowerCase()} /> : <>{text}</>;
};
