import { CloudOff, SearchX } from 'lucide-react';
import { Link } from 'wouter';
import type { ApiError } from '../api/apiError';
import { Notice } from '../ui/Notice';

export function TrackUnavailable({ error }: { readonly error: ApiError }) {
  return (
    <Notice
      icon={error.isTemporary ? CloudOff : SearchX}
      title={error.isTemporary ? 'The track cannot be loaded now' : 'This track is not here'}
      isAlert
      isPage
    >
      <p>{error.message}</p>
      <Link href="/">To all tracks</Link>
    </Notice>
  );
}
