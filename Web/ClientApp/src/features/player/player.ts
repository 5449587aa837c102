import type { Track } from '@/shared/api/types';
import type { NowPlaying } from '@/shared/playback/playbackPort';
import { changeSettings, settings } from '@/shared/settings/settings';
import { createStore } from '@/shared/state/store';
import { deckEvents } from './deck/deckEvents';
import { DeckPair } from './deck/deckPair';
import { elementVolume } from './loudness';
import type { PhaseEvent } from './phase/phase';
import { wantsSound } from './phase/phase';
import { transition } from './phase/transition';
import type { PlayerState, QualityChoice, Timeline } from './playerState';
import { currentTrack, initialState, levelFor } from './playerState';
import * as queues from './queue/queue';
import type { ListeningSession } from './session/listeningSession';
import { sessionFor } from './session/sessionFor';

/** "Previous" goes to the beginning of a track that has played for longer than this. */
const restartAfterSeconds = 3;

/** Plays a queue: holds the phase, the two decks and the listening session together. */
export class Player {
  readonly state = createStore<PlayerState>(initialState);
  readonly timeline = createStore<Timeline>({
    position: 0,
    duration: 0,
    buffered: 0,
    isGrowing: false,
  });
  readonly nowPlaying = createStore<NowPlaying>({ trackId: null, isPlaying: false });
  readonly decks = new DeckPair();
  private session: ListeningSession | null = null;

  constructor() {
    settings.subscribe(() => this.applyVolume());
  }

  playList(tracks: readonly Track[], index: number): void {
    const started = queues.startQueue(tracks, index);
    this.setQueue(settings.get().shuffle ? queues.shuffle(started, Math.random) : started);
    this.begin(true);
  }

  play(): void {
    const { phase } = this.state.get();
    if (phase.name === 'failed') {
      this.begin(true);
      return;
    }
    if (phase.name === 'ended') this.restart();
    this.send({ type: 'play' });
    this.decks.active.play();
  }

  pause(): void {
    this.send({ type: 'pause' });
    this.decks.active.pause();
  }

  toggle(): void {
    if (wantsSound(this.state.get().phase)) this.pause();
    else this.play();
  }

  next(): void {
    const queue = queues.next(this.state.get().queue, settings.get().repeat);
    if (queue === null) return;
    this.setQueue(queue);
    this.begin(true);
  }

  previous(): void {
    const queue = queues.previous(this.state.get().queue, settings.get().repeat);
    if (queue === null || this.timeline.get().position > restartAfterSeconds) {
      this.seek(0);
      return;
    }
    this.setQueue(queue);
    this.begin(true);
  }

  /** The current track has been heard to its end. */
  finish(): void {
    const { queue } = this.state.get();
    const { repeat } = settings.get();
    const following = repeat === 'one' ? queue : queues.next(queue, repeat);
    if (following === null) {
      this.send({ type: 'finished' });
      this.session?.close();
      return;
    }
    this.setQueue(following);
    this.begin(true);
  }

  seek(seconds: number): void {
    this.decks.active.seek(seconds);
    this.refreshTimeline();
  }

  skipTo(key: number): void {
    this.setQueue(queues.skipTo(this.state.get().queue, key));
    this.begin(true);
  }

  playNext(track: Track): void {
    this.changeQueue((queue) => queues.insertNext(queue, track));
  }

  enqueue(track: Track): void {
    this.changeQueue((queue) => queues.append(queue, track));
  }

  /** Changes what comes; starts where nothing was in the queue. */
  changeQueue(change: (queue: queues.Queue) => queues.Queue): void {
    const wasEmpty = this.state.get().queue.current === -1;
    this.setQueue(change(this.state.get().queue));
    this.decks.unprepare();
    if (wasEmpty) this.begin(true);
  }

  setShuffle(shuffle: boolean): void {
    changeSettings({ shuffle });
    this.changeQueue((queue) =>
      shuffle ? queues.shuffle(queue, Math.random) : queues.unshuffle(queue),
    );
  }

  chooseQuality(quality: QualityChoice): void {
    this.state.update((state) => ({ ...state, quality }));
    this.decks.active.chooseLevel(levelFor(quality, this.state.get().levels));
  }

  /** The machine woke up, the network is back, or the page is in view again. */
  wake(): void {
    this.session?.wake();
    const { phase } = this.state.get();
    if (phase.name === 'waiting' && phase.cause === 'network') this.decks.active.retry();
  }

  leave(): void {
    this.session?.leave();
  }

  send(event: PhaseEvent): void {
    this.state.update((state) => {
      const phase = transition(state.phase, event);
      return phase === state.phase ? state : { ...state, phase };
    });
    const { phase } = this.state.get();
    const isPlaying = wantsSound(phase);
    this.session?.setState(isPlaying ? 'playing' : 'paused');
    const trackId = currentTrack(this.state.get())?.track_id ?? null;
    const known = this.nowPlaying.get();
    if (known.trackId !== trackId || known.isPlaying !== isPlaying)
      this.nowPlaying.set({ trackId, isPlaying });
  }

  refreshTimeline(): void {
    const { active } = this.decks;
    const measured = active.audio.duration;
    const known = (currentTrack(this.state.get())?.duration_ms ?? 0) / 1000;
    this.timeline.set({
      position: active.audio.currentTime,
      duration: Number.isFinite(measured) && measured > 0 ? measured : known,
      buffered: active.bufferedUntil(),
      isGrowing: active.isGrowing,
    });
  }

  /** The track that follows when the current one ends. */
  upcoming(): Track | null {
    const { queue } = this.state.get();
    const { repeat } = settings.get();
    if (repeat === 'one') return null;
    const following = queues.next(queue, repeat);
    return following === null ? null : (queues.currentItem(following)?.track ?? null);
  }

  private setQueue(queue: queues.Queue): void {
    this.state.update((state) => ({ ...state, queue }));
  }

  private begin(play: boolean): void {
    const track = currentTrack(this.state.get());
    if (track === null) return;
    this.session?.close();
    this.session = null;
    const isPrepared = this.decks.swapTo(track);
    const deck = this.decks.active;
    if (!isPrepared) deck.unload();
    this.state.update((state) => ({ ...state, levels: [], level: -1 }));
    this.send({ type: 'load', play });
    deck.connect(deckEvents(this, deck));
    this.applyVolume();
    this.refreshTimeline();
    if (isPrepared) deck.play();
    this.openSession(track);
  }

  private restart(): void {
    const track = currentTrack(this.state.get());
    this.decks.active.seek(0);
    if (track !== null) this.openSession(track);
  }

  private openSession(track: Track): void {
    this.session?.close();
    const session: ListeningSession = sessionFor(track, this, () => session === this.session);
    this.session = session;
    session.open();
  }

  private applyVolume(): void {
    const { volume, muted, normalize } = settings.get();
    this.decks.setVolume(elementVolume(volume, currentTrack(this.state.get()), normalize), muted);
  }
}
