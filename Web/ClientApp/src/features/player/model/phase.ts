/** What the player is doing. */
export type Phase =
  /** Nothing is loaded. */
  | { readonly name: 'idle' }
  /** A track is being opened; a pause in the meantime clears `playWhenReady`. */
  | { readonly name: 'loading'; readonly playWhenReady: boolean }
  | { readonly name: 'playing' }
  /** It would play, but the sound has not arrived. */
  | { readonly name: 'waiting'; readonly cause: 'buffer' | 'network' }
  | { readonly name: 'paused' }
  /** The browser wants a click before it plays. */
  | { readonly name: 'blocked' }
  | { readonly name: 'ended' }
  | { readonly name: 'failed'; readonly reason: string };

export type PhaseEvent =
  | { readonly type: 'load'; readonly play: boolean }
  | { readonly type: 'ready' }
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  | { readonly type: 'started' }
  | { readonly type: 'starved' }
  | { readonly type: 'unreachable' }
  | { readonly type: 'refused' }
  | { readonly type: 'finished' }
  | { readonly type: 'fail'; readonly reason: string }
  | { readonly type: 'unload' };

/** The listener wants to hear sound now. */
export function wantsSound(phase: Phase): boolean {
  switch (phase.name) {
    case 'playing':
    case 'waiting':
      return true;
    case 'loading':
      return phase.playWhenReady;
    case 'idle':
    case 'paused':
    case 'blocked':
    case 'ended':
    case 'failed':
      return false;
  }
}
