import type { ReactNode } from 'react';
import { useEffect } from 'react';
import type { PlaybackPort } from '@/shared/playback/playbackPort';
import { PlaybackContext } from '@/shared/playback/playbackPort';
import { toast } from '@/shared/ui/toasts';
import { connectPlayer, player } from './playerInstance';

const port: PlaybackPort = {
  nowPlaying: player.nowPlaying,
  playList: (tracks, index) => player.playList(tracks, index),
  togglePlay: () => player.toggle(),
  playNext(track) {
    player.playNext(track);
    toast(`Plays next: ${track.title}`);
  },
  enqueue(track) {
    player.enqueue(track);
    toast(`Added to the queue: ${track.title}`);
  },
};

/** Offers the player to every other feature. */
export function PlaybackProvider({ children }: { readonly children: ReactNode }) {
  useEffect(() => connectPlayer(), []);
  return <PlaybackContext value={port}>{children}</PlaybackContext>;
}
