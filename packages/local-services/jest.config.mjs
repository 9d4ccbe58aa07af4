import preset from '../../jest.preset.mjs';

const isRoot = process.getuid?.() === 0;

/** Mounting a full disk, and a user of its own for PostgreSQL, are root's alone. */
export default { ...preset, testPathIgnorePatterns: isRoot ? [] : ['/as-root\\.test\\.ts$'] };
