/** What may import what; `npm run lint` holds it. Imports of types count like any other. */
export default {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'shared-knows-no-features',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { path: '^src/(features|app)/' },
    },
    {
      name: 'features-know-no-app',
      severity: 'error',
      from: { path: '^src/features/' },
      to: { path: '^src/app/' },
    },
    {
      name: 'features-know-not-each-other',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'player-model-is-pure',
      comment: 'The model decides. It does nothing, and knows neither what does nor what shows.',
      severity: 'error',
      from: { path: '^src/features/player/model/', pathNot: '[.]test[.]ts$' },
      to: { path: '^src/features/player/', pathNot: '^src/features/player/model/' },
    },
    {
      name: 'player-effects-only-emit',
      comment: 'Decks, session and page know neither the player nor its decisions.',
      severity: 'error',
      from: { path: '^src/features/player/effects/' },
      to: {
        path: '^src/features/player/',
        pathNot:
          '^src/features/player/(effects/|model/(effects|events|phase|quality|state)[.]ts$)',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
