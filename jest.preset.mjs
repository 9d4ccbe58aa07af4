// Every system that a test starts inherits this, in milliseconds: a machine that also builds holds an event loop up for more
// than a second, and nobody is to be turned away for that in the middle of a test.
process.env.HUIYIN_LIMIT_LOOP_DELAY_MS ??= '60000';

/** One preset for every package: TypeScript by swc (decorators and their metadata kept), ES modules, no mocks. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
  testTimeout: 60_000,
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          keepClassNames: true,
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: { type: 'es6' },
      },
    ],
  },
};
