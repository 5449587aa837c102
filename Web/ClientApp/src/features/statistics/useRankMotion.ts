import { useLayoutEffect, useRef } from 'react';

const glide: KeyframeAnimationOptions = { duration: 400, easing: 'cubic-bezier(0.2, 0, 0, 1)' };

/** Lets the rows of a list glide from where they were to where they are after `items` changed. */
export function useRankMotion(items: unknown) {
  const list = useRef<HTMLOListElement>(null);
  const before = useRef(new Map<string, number>());

  useLayoutEffect(() => {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const after = new Map<string, number>();
    for (const row of list.current?.children ?? []) {
      if (!(row instanceof HTMLElement)) continue;
      const key = row.dataset['track'] ?? '';
      const top = row.offsetTop;
      after.set(key, top);
      const old = before.current.get(key);
      if (!still && old !== undefined && old !== top)
        row.animate([{ translate: `0 ${old - top}px` }, { translate: '0 0' }], glide);
    }
    before.current = after;
  }, [items]);

  return list;
}
