import type { Series } from '@/shared/api/types';
import { formatCount } from '@/shared/format/formatCount';
import { formatDuration } from '@/shared/format/formatDuration';
import styles from './SeriesPanel.module.css';

const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** The same numbers as the plots, newest first. */
export function SeriesTable({ series }: { readonly series: Series }) {
  return (
    <details className={styles['table']}>
      <summary>Show as a table</summary>
      {/* A scrolling region must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div tabIndex={0} role="region" aria-label="Numbers over time">
        <table>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">Listeners at once</th>
              <th scope="col">Plays</th>
              <th scope="col">Time listened</th>
            </tr>
          </thead>
          <tbody>
            {series.points.toReversed().map((point) => (
              <tr key={point.at}>
                <td>{moment.format(new Date(point.at))}</td>
                <td>{formatCount(point.listeners)}</td>
                <td>{formatCount(point.plays)}</td>
                <td>{formatDuration(point.listened_seconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
