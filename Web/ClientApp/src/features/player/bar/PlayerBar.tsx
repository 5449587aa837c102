import { useState } from 'react';
import { Link } from 'wouter';
import { useStore } from '@/shared/state/useStore';
import { Artwork } from '@/shared/ui/Artwork';
import { LiveBadge } from '@/shared/ui/LiveBadge';
import type { Track } from '@/shared/api/types';
import { currentTrack } from '../model/state';
import { player } from '../player';
import { PlayerStatus } from './PlayerStatus';
import { PlayerTools } from './PlayerTools';
import { QueueSheet } from './QueueSheet';
import { NowPlayingSheet } from './NowPlayingSheet';
import { Transport } from './Transport';
import { Timeline } from './Timeline';
import styles from './PlayerBar.module.css';

type Sheet = 'queue' | 'now' | null;

/** The player at the foot of every page; it is there once something was played. */
export function PlayerBar() {
  const track = useStore(player.state, currentTrack);
  const [sheet, setSheet] = useState<Sheet>(null);
  if (track === null) return null;
  return (
    <section className={styles['bar']} aria-label="Player">
      <div className={styles['timeline']}>
        <Timeline track={track} />
      </div>
      <CurrentTrack track={track} onExpand={() => setSheet('now')} />
      <Transport />
      <PlayerTools onQueue={() => setSheet('queue')} onExpand={() => setSheet('now')} />
      {sheet === 'queue' && <QueueSheet onClose={() => setSheet(null)} />}
      {sheet === 'now' && (
        <NowPlayingSheet
          track={track}
          onClose={() => setSheet(null)}
          onQueue={() => setSheet('queue')}
        />
      )}
    </section>
  );
}

interface CurrentTrackProps {
  readonly track: Track;
  readonly onExpand: () => void;
}

function CurrentTrack({ track, onExpand }: CurrentTrackProps) {
  return (
    <div className={styles['track']}>
      <button
        type="button"
        className={styles['cover']}
        aria-label="Open the large player"
        onClick={onExpand}
      >
        <Artwork url={track.artwork_small_url} seed={track.title} />
      </button>
      <div className={styles['words']}>
        <p className={styles['title']}>
          <Link href={`/t/${track.track_id}`}>{track.title}</Link>
          <LiveBadge trackId={track.track_id} />
        </p>
        <PlayerStatus artist={track.artist} />
      </div>
    </div>
  );
}
