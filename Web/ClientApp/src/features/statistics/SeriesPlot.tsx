import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Series } from '@/shared/api/types';
import type { SeriesField } from './plotOptions';
import { plotOptions } from './plotOptions';
import styles from './SeriesPanel.module.css';

interface SeriesPlotProps {
  readonly title: string;
  readonly field: SeriesField;
  readonly series: Series | null;
}

/** A curve; what it shows is in the table below the plots for those who cannot see it. */
export function SeriesPlot({ title, field, series }: SeriesPlotProps) {
  const canvas = usePlot(title, field, series);
  return (
    <figure className={styles['plot']}>
      <figcaption>{title}</figcaption>
      <div ref={canvas} className={styles['canvas']} aria-hidden />
    </figure>
  );
}

function usePlot(title: string, field: SeriesField, series: Series | null) {
  const canvas = useRef<HTMLDivElement>(null);
  const latest = useRef(series);
  const plot = useRef<uPlot>(null);

  useEffect(() => {
    latest.current = series;
    plot.current?.setData(dataOf(series, field));
  }, [series, field]);

  useEffect(() => {
    const target = canvas.current;
    if (target === null) return undefined;
    const draw = (): void => {
      plot.current?.destroy();
      const options = plotOptions(target, title, field);
      plot.current = new uPlot(options, dataOf(latest.current, field), target);
    };
    const sizes = new ResizeObserver(draw);
    sizes.observe(target);
    const themes = new MutationObserver(draw);
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', draw);
    return () => {
      sizes.disconnect();
      themes.disconnect();
      scheme.removeEventListener('change', draw);
      plot.current?.destroy();
      plot.current = null;
    };
  }, [title, field]);

  return canvas;
}

function dataOf(series: Series | null, field: SeriesField): uPlot.AlignedData {
  const points = series?.points ?? [];
  return [
    points.map((point) => Date.parse(point.at) / 1000),
    points.map((point) => point[field]),
  ];
}
