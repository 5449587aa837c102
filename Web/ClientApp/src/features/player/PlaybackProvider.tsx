import type { ReactNode } from 'react';
import { useEffect } from 'react';
import type { PlaybackPort } from '@/shared/playback/playbackPort';
import { PlaybackContext } from '@/shared/playback/playbackPort';
import { toast } from '@/shared/ui/toasts';
import { nowPlayingOf } from './model/state';
import { player } from './player';

const port: PlaybackPort = {
  nowPlaying: {
    get: () => nowPlayingOf(player.state.get()),
    subscribe: player.state.subscribe,
  },
  playList: (tracks, index) => player.send({ type: 'playList', tracks, index }),
  togglePlay: () => player.send({ type: 'toggle' }),
  playNext(track) {
    player.send({ type: 'playNext', track });
    toast(`Plays next: ${track.title}`);
  },
  enqueue(track) {
    player.send({ type: 'enqueue', track });
    toast(`Added to the queue: ${track.title}`);
  },
};

/** Offers the player to every other feature. */
export function PlaybackProvider({ children }: { readonly children: ReactNode }) {
  useEffect(() => player.connect(), []);
  return <PlaybackContext value={port}>{children}</PlaybackContext>;
}
