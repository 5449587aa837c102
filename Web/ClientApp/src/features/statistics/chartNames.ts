import type { ChartName } from '@/shared/api/types';

interface NamedChart {
  readonly name: ChartName;
  readonly title: string;
  readonly short: string;
}

export const chartNames: readonly NamedChart[] = [
  { name: '24h', title: 'Last 24 hours', short: '24 h' },
  { name: '7d', title: 'Last 7 days', short: '7 days' },
  { name: 'all', title: 'All time', short: 'All time' },
  { name: 'trending', title: 'Trending', short: 'Trending' },
];
