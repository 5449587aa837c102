import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useState } from 'react';
import { usePlayback } from '@/shared/playback/playbackPort';
import { Button } from '@/shared/ui/Button';
import type { LibraryState } from './library';
import { loadMore, reload } from './library';
import { TrackRow } from './TrackRow';
import styles from './TrackList.module.css';

const rowHeight = 64;
/** The next page is asked for when so many rows are left below. */
const loadAheadRows = 60;

/** Only the rows in view exist, however many tracks there are. */
export function TrackList({ state }: { readonly state: LibraryState }) {
  const [listTop, setListTop] = useState(0);
  const measure = useCallback((list: HTMLOListElement | null) => {
    if (list !== null) setListTop(list.offsetTop);
  }, []);
  const playback = usePlayback();
  const { tracks } = state;
  const virtual = useWindowVirtualizer({
    count: tracks.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: listTop,
    getItemKey: (index) => tracks[index]?.track_id ?? index,
  });
  const rows = virtual.getVirtualItems();
  const lastVisible = rows.at(-1)?.index ?? 0;

  useEffect(() => {
    if (lastVisible > tracks.length - loadAheadRows) void loadMore();
  }, [lastVisible, tracks.length]);

  return (
    <>
      <ol
        ref={measure}
        className={styles['list']}
        style={{ height: virtual.getTotalSize() }}
        aria-label="Tracks"
        aria-busy={state.phase === 'loading'}
      >
        {rows.map((row) => {
          const track = tracks[row.index];
          return track === undefined ? null : (
            <li
              key={row.key}
              className={styles['item']}
              aria-setsize={state.total}
              aria-posinset={row.index + 1}
              style={{ transform: `translateY(${row.start - listTop}px)` }}
            >
              <TrackRow track={track} onPlay={() => playback.playList(tracks, row.index)} />
            </li>
          );
        })}
      </ol>
      {state.phase === 'failed' && (
        <p className={styles['problem']} role="alert">
          {state.problem} <Button onClick={() => void reload()}>Try again</Button>
        </p>
      )}
    </>
  );
}
