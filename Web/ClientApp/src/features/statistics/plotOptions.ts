import type uPlot from 'uplot';

export type SeriesField = 'listeners' | 'plays';

/** uPlot's options in the colors of the current theme. */
export function plotOptions(
  target: HTMLElement,
  label: string,
  field: SeriesField,
): uPlot.Options {
  const color = (name: string): string => themeColor(target, name);
  const stroke = color(field === 'listeners' ? '--live' : '--accent');
  const axis: uPlot.Axis = {
    stroke: color('--text-soft'),
    font: "12px 'Inter Variable', sans-serif",
    grid: { stroke: color('--line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width: target.clientWidth,
    height: target.clientHeight - 40,
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: { y: { range: (_, __, highest) => [0, Math.max(4, Math.ceil(highest * 1.1))] } },
    axes: [axis, { ...axis, size: 44, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000] }],
    series: [
      {},
      { label, stroke, width: 2, fill: `color-mix(in srgb, ${stroke} 14%, transparent)` },
    ],
  };
}

/** A canvas cannot read `light-dark()`: the browser resolves it for an element. */
function themeColor(target: HTMLElement, name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  target.append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  return color;
}
