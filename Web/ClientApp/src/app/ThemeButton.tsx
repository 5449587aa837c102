import { Monitor, Moon, Sun } from 'lucide-react';
import { useEffect } from 'react';
import type { Theme } from '@/shared/settings/settings';
import { changeSettings, settings } from '@/shared/settings/settings';
import { useStore } from '@/shared/state/useStore';
import { IconButton } from '@/shared/ui/IconButton';

const next: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const icons = { system: Monitor, light: Sun, dark: Moon } as const;
const labels: Readonly<Record<Theme, string>> = {
  system: 'Theme: like the system',
  light: 'Theme: light',
  dark: 'Theme: dark',
};

export function ThemeButton() {
  const theme = useStore(settings, (state) => state.theme);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset['theme'];
    else dataset['theme'] = theme;
  }, [theme]);
  return (
    <IconButton
      icon={icons[theme]}
      label={labels[theme]}
      onClick={() => changeSettings({ theme: next[theme] })}
    />
  );
}
