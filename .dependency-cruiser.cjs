/** Who may import whom. `npm run check` runs it; each rule says why it is there. */
const aside = String.raw`\.test\.ts$`;

module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Two files that need each other are one file, or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      comment: 'An import that leads nowhere fails at run time.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-deep-import',
      comment: 'A package is used through its index; what is behind it may change.',
      severity: 'error',
      from: { path: '^((?:apps|packages|tests)/[^/]+)/' },
      to: {
        path: '^(?:apps|packages)/[^/]+/',
        pathNot: ['^$1/', '^(?:apps|packages)/[^/]+/(?:dist|src)/(?:index|rules)\\.(?:d\\.ts|js|ts)$'],
      },
    },
    {
      name: 'rules-leave-for-lives-only',
      comment: 'A service shows its pure rules to the test that plays whole lives with them, and to nobody else.',
      severity: 'error',
      from: { path: '^(?:apps|packages|tests)/', pathNot: '^tests/lives/' },
      to: { path: String.raw`^apps/[^/]+/(?:dist|src)/rules\.(?:d\.ts|js|ts)$` },
    },
    {
      name: 'no-app-to-app',
      comment: 'Services speak by contract. Only the office, which hosts them all, and the workbench import apps.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: ['^apps/(?:office|workbench)/', aside, '/test/'] },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'no-package-to-app',
      comment: 'Packages know no service.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'contracts-are-plain',
      comment: 'Contracts know the law and how to check a payload, nothing else.',
      severity: 'error',
      from: { path: '^packages/contracts/src/', pathNot: aside },
      to: {
        pathNot: [
          '^packages/(?:contracts|statute)/',
          '^node_modules/(?:class-validator|class-transformer|reflect-metadata)/',
        ],
      },
    },
    {
      name: 'statute-is-pure',
      comment: 'The law as data: no input, no output, no framework. Only the calendar of holidays comes from outside.',
      severity: 'error',
      from: { path: '^packages/statute/src/', pathNot: aside },
      to: { pathNot: ['^packages/statute/', '^node_modules/chinese-days/'] },
    },
    {
      name: 'rules-are-pure',
      comment:
        'Rules see what they are given. They import contracts, statute, the shape of an outgoing event, digests, and the rules and row shapes beside them.',
      severity: 'error',
      from: { path: String.raw`\.rules\.ts$` },
      to: {
        pathNot: [
          '^packages/(?:contracts|statute)/',
          '^packages/messaging/(?:dist|src)/index\\.',
          '^(?:node:)?crypto$',
          String.raw`\.(?:rules|table|rows|limits)\.ts$`,
        ],
      },
    },
    {
      name: 'no-test-code-in-product',
      comment: 'What tests share stays with the tests.',
      severity: 'error',
      from: { path: '^(?:apps|packages)/[^/]+/src/', pathNot: [aside, '^packages/testing/'] },
      to: { path: ['^packages/testing/', aside, '^(?:apps|packages)/[^/]+/test/'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
