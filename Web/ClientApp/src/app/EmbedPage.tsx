import { EmbedPlayer } from '@/features/player/EmbedPlayer';
import { TrackUnavailable } from '@/shared/tracks/TrackUnavailable';
import { useTrack } from '@/shared/tracks/useTrack';

export function EmbedPage({ trackId }: { readonly trackId: string }) {
  const { track, error } = useTrack(trackId);
  if (track !== null)
    return (
      <main>
        <h1 className="visually-hidden">{track.title}</h1>
        <EmbedPlayer track={track} />
      </main>
    );
  return <main>{error !== null && <TrackUnavailable error={error} />}</main>;
}
