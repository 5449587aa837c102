import { ExternalLink } from 'lucide-react';
import type { Track } from '@/shared/api/types';
import { usePlayback } from '@/shared/playback/playbackPort';
import { useStore } from '@/shared/state/useStore';
import { Artwork } from '@/shared/ui/Artwork';
import { LiveBadge } from '@/shared/ui/LiveBadge';
import { EmbedPlayButton } from './bar/EmbedPlayButton';
import { PlayerStatus } from './bar/PlayerStatus';
import { Timeline } from './bar/Timeline';
import { currentTrack } from './model/state';
import { player } from './player';
import styles from './EmbedPlayer.module.css';

/** One track, small, for other people's pages. */
export function EmbedPlayer({ track }: { readonly track: Track }) {
  const playback = usePlayback();
  const isLoaded = useStore(player.state, currentTrack) !== null;
  return (
    <section className={styles['embed']} aria-label={`${track.title} by ${track.artist}`}>
      <Artwork className={styles['cover']} url={track.artwork_url} seed={track.title} />
      <div className={styles['main']}>
        <div className={styles['head']}>
          <EmbedPlayButton onStart={() => playback.playList([track], 0)} />
          <div className={styles['words']}>
            <p className={styles['title']}>
              {track.title} <LiveBadge trackId={track.track_id} />
            </p>
            <PlayerStatus artist={track.artist} />
          </div>
          <a
            className={styles['link']}
            href={`/t/${track.track_id}`}
            target="_blank"
            rel="noopener"
            aria-label="Open on AudioStreaming"
          >
            <ExternalLink size={18} aria-hidden />
          </a>
        </div>
        {isLoaded ? <Timeline track={track} /> : <p className={styles['idle']}>AudioStreaming</p>}
      </div>
    </section>
  );
}
