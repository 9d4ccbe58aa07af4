export { clockName } from './clock-name.js';
export { formatDay, formatInstant } from './dates.js';
export { paperWords, type WordKey } from './dictionary.js';
export { lawName } from './law-name.js';
export { problemDetail } from './problem-detail.js';
export { hasWord, localeOf, nameOf, words, type Words, type WordValues } from './words.js';
