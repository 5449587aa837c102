import type { components } from './generated/coreapi';

type Schemas = components['schemas'];

/** The services leave a member out where it would be null. */
type Answer<T> = {
  readonly [K in keyof T as null extends T[K] ? never : K]: T[K];
} & {
  readonly [K in keyof T as null extends T[K] ? K : never]?: T[K];
};

export type TrackStatus = 'pending' | 'processing' | 'ready' | 'failed';

export type Track = Answer<Omit<Schemas['Track'], 'status'>> & { readonly status: TrackStatus };

export type TrackPage = Answer<Omit<Schemas['TrackPage'], 'items'>> & {
  readonly items: readonly Track[];
};

export type UploadedTrack = Answer<Schemas['UploadResponse']>;

export type Download = Answer<Schemas['DownloadResponse']>;

export interface OpenedPlay {
  readonly track_id: string;
  readonly playlist_url: string;
  readonly user_session: string;
  readonly heartbeat_seconds: number;
  readonly ttl_seconds: number;
}

export type ChartName = '24h' | '7d' | 'all' | 'trending';

export interface ChartItem {
  readonly rank: number;
  readonly track_id: string;
  readonly title: string;
  readonly artist: string;
  readonly artwork_small_url?: string | null;
  readonly plays: number;
  readonly online_now: number;
  readonly total_plays: number;
  readonly last_24h: number;
  readonly score?: number | null;
}

export interface LiveStatistics {
  readonly listening_now: number;
  readonly peak_today: number;
  readonly as_of: string;
  readonly live: readonly { readonly track_id: string; readonly online_now: number }[];
  readonly charts: Readonly<Record<ChartName, readonly ChartItem[]>>;
}

export interface TrackStatistics {
  readonly track_id: string;
  readonly online_now: number;
  readonly peak_today: number;
  readonly total_plays: number;
  readonly starts: number;
  readonly listened_seconds: number;
  readonly last_24h: number;
  readonly last_7d: number;
}

export type Resolution = 'minute' | 'hour' | 'day';

export interface SeriesPoint {
  readonly at: string;
  readonly plays: number;
  readonly starts: number;
  readonly listened_seconds: number;
  readonly listeners: number;
}

export interface Series {
  readonly resolution: Resolution;
  readonly points: readonly SeriesPoint[];
}

/** 255 is full scale. */
export interface WaveformPeaks {
  readonly version: number;
  readonly duration_ms: number;
  readonly peaks: readonly number[];
}
