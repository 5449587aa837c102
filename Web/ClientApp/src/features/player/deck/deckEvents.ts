import { wantsSound } from '../phase/phase';
import type { Player } from '../player';
import { levelFor } from '../playerState';
import type { Deck, DeckEvents } from './deck';
import { reopen } from './reopen';

/** The next track is got ready this long before the current one ends. */
const prepareBeforeSeconds = 20;
/** Within this time of the end a timer replaces the browser's coarse `timeupdate`. */
const handoverWindowSeconds = 0.6;
/** How long a prepared element takes to sound after `play()`. */
const startLatencySeconds = 0.03;

/** What the player does about what its sounding deck tells. */
export function deckEvents(player: Player, deck: Deck): DeckEvents {
  let handover: ReturnType<typeof setTimeout> | undefined;
  const phase = () => player.state.get().phase;

  const watchEnd = (): void => {
    clearTimeout(handover);
    const { position, duration, isGrowing } = player.timeline.get();
    const left = duration - position;
    const following = player.upcoming();
    if (following === null || duration <= 0 || isGrowing || phase().name !== 'playing') return;
    if (left < prepareBeforeSeconds) player.decks.prepare(following);
    if (left > handoverWindowSeconds || deck !== player.decks.active) return;
    handover = setTimeout(
      () => {
        if (deck === player.decks.active && phase().name === 'playing') player.finish();
      },
      Math.max(0, left - startLatencySeconds) * 1000,
    );
  };

  return {
    onReady() {
      player.send({ type: 'ready' });
      // Where it has been sought to its end, another play() would begin it anew.
      if (wantsSound(phase()) && deck.audio.paused && !deck.audio.ended) deck.play();
    },
    onPlaying: () => player.send({ type: 'started' }),
    onPausedByBrowser() {
      if (phase().name === 'playing' && deck.audio.paused) player.send({ type: 'pause' });
    },
    onStarved: () => player.send({ type: 'starved' }),
    onEnded() {
      clearTimeout(handover);
      player.finish();
    },
    onRefused: () => player.send({ type: 'refused' }),
    onTime() {
      player.refreshTimeline();
      watchEnd();
    },
    onLevels(levels) {
      player.state.update((state) => ({ ...state, levels }));
      const chosen = levelFor(player.state.get().quality, levels);
      if (chosen !== -1) deck.chooseLevel(chosen);
    },
    onLevel: (level) => player.state.update((state) => ({ ...state, level })),
    onUnreachable() {
      // Sound goes on from the buffer; it is only worth a word once that has run dry.
      if (deck.bufferedUntil() - deck.audio.currentTime < 0.5) player.send({ type: 'unreachable' });
    },
    onGone: () => void reopen(player, deck),
    onBroken: (reason) => player.send({ type: 'fail', reason }),
  };
}
