import { useEffect, useRef } from 'react';
import { formatCount } from '@/shared/format/formatCount';

const rollMs = 500;

/** A number that runs to its new value instead of jumping there. */
export function RollingNumber({ value }: { readonly value: number | null }) {
  const shown = useRef(value);
  const element = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const from = shown.current;
    shown.current = value;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (value === null || from === null || from === value || still) return undefined;
    const begun = performance.now();
    let frame = requestAnimationFrame(function roll(now) {
      const done = Math.min(1, (now - begun) / rollMs);
      const eased = 1 - (1 - done) ** 3;
      if (element.current)
        element.current.textContent = formatCount(Math.round(from + (value - from) * eased));
      if (done < 1) frame = requestAnimationFrame(roll);
    });
    return () => cancelAnimationFrame(frame);
  }, [value]);

  return (
    <span ref={element} className="tabular">
      {value === null ? '–' : formatCount(value)}
    </span>
  );
}
