import { Play } from 'lucide-react';
import { Link } from 'wouter';
import type { ChartItem, ChartName } from '@/shared/api/types';
import { formatCompact } from '@/shared/format/formatCount';
import { useChart } from '@/shared/live/statisticsFeed';
import { Artwork } from '@/shared/ui/Artwork';
import { LiveBadge } from '@/shared/ui/LiveBadge';
import { useRankMotion } from './useRankMotion';
import { usePlayById } from './usePlayById';
import styles from './ChartList.module.css';

const emptyWords: Readonly<Record<ChartName, string>> = {
  '24h': 'Nothing was played in the last 24 hours.',
  '7d': 'Nothing was played in the last 7 days.',
  all: 'Nothing has been played yet.',
  trending: 'Nothing is trending yet.',
};

/** A chart as it is at this moment; tracks glide to their new rank. */
export function ChartList({ chart }: { readonly chart: ChartName }) {
  const items = useChart(chart);
  const list = useRankMotion(items);
  if (items === null) return <p className={styles['empty']}>Loading…</p>;
  if (items.length === 0) return <p className={styles['empty']}>{emptyWords[chart]}</p>;
  return (
    <ol ref={list} className={styles['list']}>
      {items.map((item) => (
        <ChartRow key={item.track_id} item={item} />
      ))}
    </ol>
  );
}

function ChartRow({ item }: { readonly item: ChartItem }) {
  const play = usePlayById();
  const title = item.title ?? 'Removed track';
  return (
    <li className={styles['row']} data-track={item.track_id}>
      <span className={styles['rank']}>{item.rank}</span>
      <button
        type="button"
        className={styles['cover']}
        aria-label={`Play ${title} by ${item.artist ?? 'unknown'}`}
        disabled={item.title == null}
        onClick={() => void play(item.track_id)}
      >
        <Artwork url={item.artwork_small_url} seed={title} />
        <span className={styles['overlay']}>
          <Play size={16} fill="currentColor" aria-hidden />
        </span>
      </button>
      <div className={styles['words']}>
        <p className={styles['title']}>
          <Link href={`/t/${item.track_id}`}>{title}</Link>
          <LiveBadge trackId={item.track_id} />
        </p>
        <p className={styles['artist']}>{item.artist}</p>
      </div>
      <span className={styles['plays']}>
        {formatCompact(item.plays)}
        <span className="visually-hidden"> plays</span>
      </span>
    </li>
  );
}
