export type TrackStatus = 'pending' | 'processing' | 'ready' | 'failed';

export interface Track {
  readonly track_id: string;
  readonly artist: string;
  readonly title: string;
  readonly album?: string | null;
  readonly year?: number | null;
  readonly original_filename: string;
  readonly original_size: number;
  readonly status: TrackStatus;
  readonly failure_reason?: string | null;
  readonly uploaded_at: string;
  readonly updated_at: string;
  readonly duration_ms?: number | null;
  readonly loudness_lufs?: number | null;
  readonly true_peak_dbtp?: number | null;
  readonly artwork_url?: string | null;
  readonly artwork_small_url?: string | null;
  readonly waveform_url?: string | null;
  readonly plays: number;
}

export interface TrackPage {
  readonly items: readonly Track[];
  readonly total: number;
  readonly next_cursor?: string | null;
}

export interface UploadedTrack {
  readonly track_id: string;
  readonly artist: string;
  readonly title: string;
  readonly original_filename: string;
  readonly status: TrackStatus;
  readonly uploaded_at: string;
  readonly manage_token: string;
}

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
