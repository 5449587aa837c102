// Before the first paint, so that a chosen theme does not flash.
try {
  const theme = JSON.parse(localStorage.getItem('settings') ?? '{}').theme;
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is closed to us: the system's theme is used.
}
