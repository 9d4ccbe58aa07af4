import { officePapers } from './office-papers.js';
import type { Paper } from './paper.js';
import { petitionPapers } from './petition-papers.js';

/** All papers of part F, F-01 to F-44. */
export const documentKinds = { ...petitionPapers, ...officePapers } as const;
export type DocumentKindId = keyof typeof documentKinds;

const papers: Readonly<Record<DocumentKindId, Paper>> = documentKinds;

/** The row of one paper. */
export function documentKind(id: DocumentKindId): Paper {
  return papers[id];
}
