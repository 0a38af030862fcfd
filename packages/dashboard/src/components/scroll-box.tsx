import { type ReactNode, useEffect, useRef, useState } from 'react';

interface ScrollBoxProps {
  /** What is in it, for those who come to it by keyboard. */
  readonly label: string;
  /** Which way it may scroll, and its room. */
  readonly className: string;
  readonly children: ReactNode;
}

/** Holds what may be larger than its room; the keyboard reaches it, and scrolls it, only while it is. */
export const ScrollBox = ({ label, className, children }: ScrollBoxProps) => {
  const box = useRef<HTMLElement>(null);
  const [isLarger, setLarger] = useState(false);
  useEffect(() => {
    const { current } = box;
    if (current === null) return undefined;
    const look = (): void => setLarger(current.scrollWidth > current.clientWidth || current.scrollHeight > current.clientHeight);
    const observer = new ResizeObserver(look);
    for (const element of [current, ...current.children]) observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <section ref={box} {...(isLarger ? { tabIndex: 0, 'aria-label': label } : {})} className={className}>
      {children}
    </section>
  );
};
