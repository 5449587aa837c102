import { useEffect } from 'react';
import { Route, Switch } from 'wouter';
import { PlaybackProvider } from '@/features/player/PlaybackProvider';
import { openStatisticsFeed } from '@/shared/live/statisticsFeed';
import { EmbedPage } from './EmbedPage';
import { Pages } from './Pages';
import { Shell } from './Shell';

export function App() {
  useEffect(() => openStatisticsFeed(), []);
  return (
    <PlaybackProvider>
      <Switch>
        <Route path="/embed/:id">{({ id }) => <EmbedPage trackId={id} />}</Route>
        <Route>
          <Shell>
            <Pages />
          </Shell>
        </Route>
      </Switch>
    </PlaybackProvider>
  );
}
