type Listener = (isNear: boolean, height: number) => void;

const listeners = new WeakMap<Element, Listener>();
/** A screen above and below what is seen. */
const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting, boundingClientRect } of entries)
      listeners.get(target)?.(isIntersecting, boundingClientRect.height);
  },
  { rootMargin: '1000px 0px' },
);

/** Tells when an element comes near to what is seen of the page and when it leaves, first of all how it is now, each with its height. */
export const watchNear = (element: Element, listener: Listener): (() => void) => {
  listeners.set(element, listener);
  observer.observe(element);
  return () => {
    observer.unobserve(element);
    listeners.delete(element);
  };
};
