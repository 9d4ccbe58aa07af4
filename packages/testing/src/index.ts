export { TestSystem, type TestSystemOptions } from './test-system.js';
export { eventually } from './eventually.js';
