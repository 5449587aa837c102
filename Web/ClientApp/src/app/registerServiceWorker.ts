/** The offline shell. Not inside other people's pages, and not during development. */
export function registerServiceWorker(): void {
  const isEmbedded = location.pathname.startsWith('/embed/');
  if (!import.meta.env.PROD || isEmbedded || !('serviceWorker' in navigator)) return;
  window.addEventListener('load', () => {
    // Without it everything works but opening the page offline.
    navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  });
}
