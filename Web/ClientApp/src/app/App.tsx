import { Suspense, lazy, useEffect } from 'react';
import { Route, Switch } from 'wouter';
import { LibraryPage } from '@/features/library/LibraryPage';
import { PlaybackProvider } from '@/features/player/PlaybackProvider';
import { openStatisticsFeed } from '@/shared/live/statisticsFeed';
import { LivePanel } from '@/features/statistics/LivePanel';
import { NotFoundPage } from './NotFoundPage';
import { Shell } from './Shell';

const UploadPage = lazy(async () => ({
  default: (await import('@/features/upload/UploadPage')).UploadPage,
}));

export function App() {
  useEffect(() => openStatisticsFeed(), []);
  return (
    <PlaybackProvider>
      <Shell>
        <Suspense fallback={null}>
          <Switch>
            <Route path="/">
              <LibraryPage aside={<LivePanel />} />
            </Route>
            <Route path="/upload">
              <UploadPage />
            </Route>
            <Route>
              <NotFoundPage />
            </Route>
          </Switch>
        </Suspense>
      </Shell>
    </PlaybackProvider>
  );
}
