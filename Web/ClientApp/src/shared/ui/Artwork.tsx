import { hueOf } from './hueOf';
import styles from './Artwork.module.css';

interface ArtworkProps {
  readonly url: string | null | undefined;
  /** Chooses the color where there is no picture. */
  readonly seed: string;
  readonly className?: string | undefined;
}

/** A cover, or a pattern in its place. Decorative: title and artist stand beside it. */
export function Artwork({ url, seed, className }: ArtworkProps) {
  const classes = [styles['artwork'], className].filter(Boolean).join(' ');
  if (url) return <img className={classes} src={url} alt="" loading="lazy" decoding="async" />;
  const hue = hueOf(seed);
  return (
    <svg className={classes} viewBox="0 0 48 48" aria-hidden>
      <rect width="48" height="48" fill={`oklch(0.45 0.09 ${hue})`} />
      <g fill={`oklch(0.86 0.08 ${hue})`}>
        {[14, 24, 34].map((x, index) => (
          <rect key={x} x={x - 2} width="4" rx="2" {...barOf(hue, index)} />
        ))}
      </g>
    </svg>
  );
}

function barOf(hue: number, index: number): { y: number; height: number } {
  const height = 8 + ((hue * (index + 3)) % 20);
  return { y: 24 - height / 2, height };
}
