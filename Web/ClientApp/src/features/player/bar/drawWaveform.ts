import type { Timeline } from '../model/state';
import { resample } from './resample';

const barWidth = 2;
const barGap = 1;
const smallestBar = 0.08;
/** A quiet track is drawn in full height too, but silence is not blown up. */
const quietestFullHeight = 12;
const flat: readonly number[] = [1];

/** Played bars in the accent, buffered ones in a soft, coming ones in a faint color. */
export function drawWaveform(
  canvas: HTMLCanvasElement,
  peaks: readonly number[] | null,
  timeline: Timeline,
): void {
  const context = canvas.getContext('2d');
  const { clientWidth: width, clientHeight: height } = canvas;
  if (context === null || width === 0 || height === 0) return;
  const scale = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  context.scale(scale, scale);

  const colors = getComputedStyle(canvas);
  const bars = resample(peaks ?? flat, Math.floor(width / (barWidth + barGap)));
  const fullHeight = Math.max(quietestFullHeight, ...bars);
  const { position, buffered } = timeline;
  const duration = Math.max(timeline.duration, 0.001);
  bars.forEach((peak, index) => {
    const at = ((index + 0.5) / bars.length) * duration;
    context.fillStyle = colorOf(at, position, buffered, colors);
    const barHeight = Math.max(smallestBar, peak / fullHeight) * height;
    const x = index * (barWidth + barGap);
    context.beginPath();
    context.roundRect(x, (height - barHeight) / 2, barWidth, barHeight, barWidth / 2);
    context.fill();
  });
}

function colorOf(
  at: number,
  position: number,
  buffered: number,
  colors: CSSStyleDeclaration,
): string {
  if (at <= position) return colors.color;
  return at <= buffered ? colors.outlineColor : colors.borderTopColor;
}
