import { openPlay } from '@/shared/api/openPlay';
import { pingPlay } from '@/shared/api/pingPlay';
import { stopPlay } from '@/shared/api/stopPlay';
import { stopPlayOnLeave } from '@/shared/api/stopPlayOnLeave';
import type { SessionWorld } from './listeningSession';

export const browserWorld: SessionWorld = {
  openPlay: (trackId) => openPlay(trackId),
  pingPlay,
  stopPlay,
  stopPlayOnLeave,
  now: () => Date.now(),
  setTimer(run, delayMs) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
