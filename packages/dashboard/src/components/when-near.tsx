import { type ReactNode, useEffect, useRef, useState } from 'react';
import { watchNear } from './near.ts';

interface WhenNearProps {
  /** Height in pixels until it is known. */
  readonly estimate: number;
  /** Whole while it is near to what is seen, or has the focus; else as little as can be, in the room it had. */
  readonly children: (isNear: boolean) => ReactNode;
}

/** A part of a long page that is whole only when one comes near to it. */
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
  const isNear = room === undefined;
  return (
    // What is far is laid out by itself: nothing around it depends on what is in it.
    <div ref={box} style={isNear ? undefined : { height: room, contain: 'strict' }}>
      {children(isNear)}
    </div>
  );
};
