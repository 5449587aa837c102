import type { Track } from '../api/types';
import { eventHandler } from './eventHandler';
import { isTrack, isTrackId } from './eventShapes';
import { EventStream } from './eventStream';

export interface TrackListener {
  readonly onTrack: (track: Track) => void;
  readonly onDeleted: (trackId: string) => void;
  /** The stream is open (again): what was missed meanwhile must be asked for. */
  readonly onOpened?: () => void;
}

const listeners = new Set<TrackListener>();

const stream = new EventStream({
  url: '/tracks/stream',
  events: {
    track: eventHandler(isTrack, (track) => {
      for (const listener of listeners) listener.onTrack(track);
    }),
    deleted: eventHandler(isTrackId, ({ track_id }) => {
      for (const listener of listeners) listener.onDeleted(track_id);
    }),
  },
  onStatus: (status) => {
    if (status !== 'live') return;
    for (const listener of listeners) listener.onOpened?.();
  },
});

/** Hears of every change of a track; the stream is open while somebody listens. */
export function listenToTracks(listener: TrackListener): () => void {
  if (listeners.size === 0) stream.open();
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) stream.close();
  };
}
