import { Compass } from 'lucide-react';
import { Link } from 'wouter';
import { Notice } from '@/shared/ui/Notice';

export function NotFoundPage() {
  return (
    <Notice icon={Compass} title="There is nothing here" isPage>
      <p>The address may be mistyped, or the track was removed.</p>
      <Link href="/">To all tracks</Link>
    </Notice>
  );
}
