import type { components as CoreComponents } from './generated/coreapi';
import type { components as PlaybackComponents } from './generated/playbackapi';
import type { components as StatisticsComponents } from './generated/statisticsapi';

type Core = CoreComponents['schemas'];
type Playback = PlaybackComponents['schemas'];
type Statistics = StatisticsComponents['schemas'];

/** A document may allow a number to be read from a string; an answer never has one. */
type Plain<T> = number extends T ? Exclude<T, string> : T;

/** The services leave a member out where it would be null. */
type Answer<T> = {
  readonly [K in keyof T as null extends T[K] ? never : K]: Plain<T[K]>;
} & {
  readonly [K in keyof T as null extends T[K] ? K : never]?: Plain<T[K]>;
};

export type TrackStatus = 'pending' | 'processing' | 'ready' | 'failed';

export type Track = Answer<Omit<Core['Track'], 'status'>> & { readonly status: TrackStatus };

export type TrackPage = Answer<Omit<Core['TrackPage'], 'items'>> & {
  readonly items: readonly Track[];
};

export type UploadedTrack = Answer<Core['UploadResponse']>;

export type Download = Answer<Core['DownloadResponse']>;

export type OpenedPlay = Answer<Playback['PlayResponse']>;

/** One listening session, as `/ping` and `/stop` take it. */
export type SessionRequest = Readonly<Playback['SessionRequest']>;

export type ChartName = '24h' | '7d' | 'all' | 'trending';

/** Title and artist are missing where the track has been removed. */
export type ChartItem = Answer<Statistics['ChartItem']>;

/** One event of `/stats/stream`, which OpenAPI cannot describe. */
export interface LiveStatistics {
  readonly listening_now: number;
  readonly peak_today: number;
  readonly as_of: string;
  readonly live: readonly {
    readonly track_id: string;
    readonly online_now: number;
    readonly total_plays: number;
  }[];
  readonly charts: Readonly<Record<ChartName, readonly ChartItem[]>>;
}

export type TrackStatistics = Answer<Statistics['TrackStatsResponse']>;

export type Resolution = 'minute' | 'hour' | 'day';

export type SeriesPoint = Answer<Statistics['SeriesPoint']>;

export type Series = Answer<Omit<Statistics['SeriesResponse'], 'points'>> & {
  readonly points: readonly SeriesPoint[];
};

/** A file of the converter, not an answer of a service; 255 is full scale. */
export interface WaveformPeaks {
  readonly version: number;
  readonly duration_ms: number;
  readonly peaks: readonly number[];
}
