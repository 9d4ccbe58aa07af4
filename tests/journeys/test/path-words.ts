import { randomBytes } from 'node:crypto';

/** Free texts of a matter's path to its answer, each with who writes it. */
const fields = [
  'note',
  'objection',
  'objectionBasis',
  'ruling',
  'dispute',
  'confirmation',
  'acceptance',
  'declining',
  'declineGround',
  'rightPlace',
  'statement',
  'request',
  'place',
  'evidenceTitle',
  'findings',
  'facts',
  'law',
  'answer',
  'summary',
  'sentBack',
  'remark',
  'servedAt',
  'demand',
  'performance',
  'reportProcess',
  'reportResult',
  'extension',
  'extensionRuling',
  'recusalGround',
  'recusalRuling',
  'evaluation',
  'letter',
  'letterReply',
  'study',
  'studyReply',
  'guidance',
  'guidedTo',
  'pathProof',
] as const;
export type PathField = (typeof fields)[number];
export type PathWords = Readonly<Record<PathField, string>>;

/** A word for each that stands nowhere else in the world. */
export function pathWords(): PathWords {
  const tag = randomBytes(5).toString('hex');
  return Object.fromEntries(fields.map((field) => [field, `${field}雀${tag}`])) as PathWords;
}

/** A text around a word, as long as any order wants it. */
export const textWith = (word: string) => `${word},情况详见所附材料,请依法办理并书面答复。`;
