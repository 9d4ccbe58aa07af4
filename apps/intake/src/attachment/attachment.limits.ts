// Figures of the upload rules (security.md 8), with their units in the names.
export const maxFileBytes = 20 * 1024 * 1024;
export const maxArchiveEntries = 2_000;
export const maxUnpackedBytes = 100 * 1024 * 1024;
/** Unpacked bytes for one packed byte, of the whole archive and of every entry above `minRatioBytes`. */
export const maxUnpackRatio = 100;
export const minRatioBytes = 1024 * 1024;
export const maxImagePixels = 40_000_000;
/** UTF-16 units of a stored display name, as the contracts count. */
export const maxNameLength = 120;
export const scrubTimeoutMs = 60_000;
