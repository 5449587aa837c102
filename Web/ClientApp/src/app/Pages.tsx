import type { ReactNode } from 'react';
import { lazy, Suspense, useEffect } from 'react';
import { Route, Switch } from 'wouter';
import { LibraryPage } from '@/features/library/LibraryPage';
import { LivePanel } from '@/features/statistics/LivePanel';
import { NotFoundPage } from './NotFoundPage';
import { TrackPage } from './TrackPage';

const UploadPage = lazy(async () => ({
  default: (await import('@/features/upload/UploadPage')).UploadPage,
}));
const StatisticsPage = lazy(async () => ({
  default: (await import('@/features/statistics/StatisticsPage')).StatisticsPage,
}));
const ManagePage = lazy(async () => ({
  default: (await import('@/features/manage/ManagePage')).ManagePage,
}));
const MethodologyPage = lazy(async () => ({
  default: (await import('@/features/documents/MethodologyPage')).MethodologyPage,
}));
const PrivacyPage = lazy(async () => ({
  default: (await import('@/features/documents/PrivacyPage')).PrivacyPage,
}));

export function Pages() {
  return (
    <Suspense fallback={null}>
      <Switch>
        <Route path="/">{titled('AudioStreaming', <LibraryPage aside={<LivePanel />} />)}</Route>
        <Route path="/t/:id">{({ id }) => <TrackPage key={id} trackId={id} />}</Route>
        <Route path="/upload">{titled('Upload, AudioStreaming', <UploadPage />)}</Route>
        <Route path="/statistics">{titled('Statistics, AudioStreaming', <StatisticsPage />)}</Route>
        <Route path="/manage/:id">
          {({ id }) => titled('Manage, AudioStreaming', <ManagePage key={id} trackId={id} />)}
        </Route>
        <Route path="/methodology">
          {titled('How we count, AudioStreaming', <MethodologyPage />)}
        </Route>
        <Route path="/privacy">{titled('Privacy, AudioStreaming', <PrivacyPage />)}</Route>
        <Route>{titled('Not found, AudioStreaming', <NotFoundPage />)}</Route>
      </Switch>
    </Suspense>
  );
}

function titled(title: string, page: ReactNode): ReactNode {
  return <Titled title={title}>{page}</Titled>;
}

function Titled({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  useEffect(() => {
    document.title = title;
  }, [title]);
  return children;
}
