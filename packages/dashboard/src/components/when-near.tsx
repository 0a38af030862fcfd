import { type ReactNode, useEffect, useRef, useState } from 'react';
import { watchNear } from './near.ts';

interface WhenNearProps {
  /** Height in pixels until it is known. */
  readonly estimate: number;
  /** Made while it is near to what is seen, or has the focus; else its room is kept. */
  readonly children: () => ReactNode;
}

/** A part of a long page that is there only when one comes near to it. */
export const WhenNear = ({ estimate, children }: WhenNearProps) => {
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<number | undefined>(estimate);
  useEffect(() => {
    const { current } = box;
    if (current === null) return undefined;
    return watchNear(current, (isNear, height) => {
      if (isNear) setRoom(undefined);
      else if (!current.contains(document.activeElement)) setRoom((before) => before ?? height);
    });
  }, []);
  return (
    <div ref={box} style={{ height: room }}>
      {room === undefined && children()}
    </div>
  );
};
