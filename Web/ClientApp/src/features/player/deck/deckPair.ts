import type { Track } from '@/shared/api/types';
import { Deck } from './deck';

/**
 * Two decks, so that the next track is ready to sound when the current one ends.
 */
export class DeckPair {
  active = new Deck();
  private standby = new Deck();
  private preparedTrack: string | null = null;

  /** Gets a track ready in silence. It opens no session: nobody listens to it yet. */
  prepare(track: Track): void {
    const url = track.playlist_url;
    if (url == null || this.preparedTrack === track.track_id) return;
    this.preparedTrack = track.track_id;
    this.standby.connect(null);
    void this.standby.load(url);
  }

  /** Makes the prepared deck the active one. False: another track, or none, was prepared. */
  swapTo(track: Track): boolean {
    const isPrepared = this.preparedTrack === track.track_id;
    this.preparedTrack = null;
    if (!isPrepared) {
      this.standby.unload();
      return false;
    }
    const finished = this.active;
    finished.connect(null);
    this.active = this.standby;
    this.standby = finished;
    finished.pause();
    finished.unload();
    return true;
  }

  unprepare(): void {
    this.preparedTrack = null;
    this.standby.unload();
  }

  setVolume(volume: number, muted: boolean): void {
    this.active.audio.volume = volume;
    this.active.audio.muted = muted;
  }
}
