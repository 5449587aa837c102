import type { KeyboardEvent, PointerEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { formatDuration, spokenDuration } from '@/shared/format/formatDuration';
import { useStore } from '@/shared/state/useStore';
import { timelineOf } from '../model/state';
import { player } from '../player';
import { drawWaveform } from './drawWaveform';
import { useWaveform } from './useWaveform';
import styles from './SeekBar.module.css';

const stepSeconds = 5;
const leapSeconds = 30;

/** The waveform as a slider: played, buffered and coming; click, drag or use the arrow keys. */
export function SeekBar({ waveformUrl }: { readonly waveformUrl: string | null }) {
  const bar = useRef<HTMLDivElement>(null);
  const canvas = useCanvas(waveformUrl);
  const position = useStore(player.state, (state) => Math.floor(timelineOf(state).position));
  const duration = useStore(player.state, (state) => Math.floor(timelineOf(state).duration));
  const [hover, setHover] = useState<number | null>(null);

  const fractionAt = (event: PointerEvent): number => {
    const box = bar.current?.getBoundingClientRect();
    if (!box || box.width === 0) return 0;
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  };
  const seekTo = (event: PointerEvent): void =>
    seek(fractionAt(event) * timelineOf(player.state.get()).duration);

  return (
    <div
      ref={bar}
      className={styles['bar']}
      role="slider"
      tabIndex={0}
      aria-label="Seek"
      aria-valuemin={0}
      aria-valuemax={duration}
      aria-valuenow={position}
      aria-valuetext={`${spokenDuration(position)} of ${spokenDuration(duration)}`}
      onKeyDown={onKey}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        seekTo(event);
      }}
      onPointerMove={(event) => {
        setHover(fractionAt(event));
        if (event.currentTarget.hasPointerCapture(event.pointerId)) seekTo(event);
      }}
      onPointerLeave={() => setHover(null)}
    >
      <canvas ref={canvas} className={styles['canvas']} />
      {hover !== null && (
        <span className={styles['hover']} style={{ left: `${hover * 100}%` }} aria-hidden>
          {formatDuration(hover * duration)}
        </span>
      )}
    </div>
  );
}

function onKey(event: KeyboardEvent): void {
  const { position, duration } = timelineOf(player.state.get());
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: position - stepSeconds,
    ArrowDown: position - stepSeconds,
    ArrowRight: position + stepSeconds,
    ArrowUp: position + stepSeconds,
    PageDown: position - leapSeconds,
    PageUp: position + leapSeconds,
    Home: 0,
    End: duration,
  };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  seek(target);
}

function seek(seconds: number): void {
  player.send({ type: 'seek', seconds });
}

/** Draws on every change of time, theme and size, without rendering anew. */
function useCanvas(waveformUrl: string | null) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const peaks = useWaveform(waveformUrl);

  useEffect(() => {
    const target = canvas.current;
    if (target === null) return undefined;
    const draw = (): void => drawWaveform(target, peaks, timelineOf(player.state.get()));
    draw();
    const stopWatching = player.state.subscribe(draw);
    const sizes = new ResizeObserver(draw);
    sizes.observe(target);
    const themes = new MutationObserver(draw);
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', draw);
    return () => {
      stopWatching();
      sizes.disconnect();
      themes.disconnect();
      scheme.removeEventListener('change', draw);
    };
  }, [peaks]);

  return canvas;
}
