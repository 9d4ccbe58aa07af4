import { randomBytes, randomInt } from 'node:crypto';

/** A pixel: the smallest file that the office takes. */
export const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A petition in which every field holds a word that stands nowhere else in the world. */
export interface Canaries {
  readonly title: string;
  readonly content: string;
  readonly name: string;
  readonly phone: string;
  readonly idNumber: string;
  readonly address: string;
  readonly email: string;
  readonly agentName: string;
  readonly agentPhone: string;
  readonly fileName: string;
}

/** Ten digits that no clock, id or day writes by chance; not a person's. */
const digits = () => String(randomInt(1_000_000_000, 9_999_999_999));

export function canaries(phone = `1${digits()}`): Canaries {
  const tag = randomBytes(5).toString('hex');
  return {
    title: `题雀${tag}`,
    content: `文雀${tag}`,
    name: `名雀${tag}`,
    phone,
    idNumber: `9999${digits()}${tag.slice(0, 4)}`.toUpperCase(),
    address: `柳溪镇东坡村址雀${tag}`,
    email: `yq${tag}@example.invalid`,
    agentName: `代雀${tag}`,
    agentPhone: `1${digits()}`,
    fileName: `件雀${tag}.png`,
  };
}

/** The petition with these words, as the API takes it. */
export function petitionOf(words: Canaries, more: object = {}): Record<string, unknown> {
  const { title, content, name, phone, idNumber, address, email, agentName, agentPhone } = words;
  return {
    channel: 'online',
    purpose: 'request_decision',
    title,
    content: `${content},请有关部门尽快处理。`,
    petitioner: { name, phone, idNumber, address, email },
    agent: { name: agentName, phone: agentPhone },
    ...more,
  };
}

/** Made once for each word: an answer is searched for hundreds. */
const knownForms = new Map<string, readonly Buffer[]>();

/** All forms in which a word may stand in a text, a header, a file or a dump of a table. */
function formsOf(word: string): readonly Buffer[] {
  const known = knownForms.get(word);
  if (known !== undefined) return known;
  const plain = Buffer.from(word);
  const forms = [word, encodeURIComponent(word), plain.toString('hex'), JSON.stringify(word).slice(1, -1)];
  const escaped = [...word].map((c) => (c > '\u007f' ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c));
  const made = [...new Set([...forms, escaped.join('')])].map((form) => Buffer.from(form));
  knownForms.set(word, made);
  return made;
}

/** Which of these words stand in a text, by their labels. */
export function wordsIn(text: string | Buffer, words: ReadonlyMap<string, string>): string[] {
  const bytes = Buffer.isBuffer(text) ? text : Buffer.from(text);
  return [...words].filter(([word]) => formsOf(word).some((form) => bytes.includes(form))).map(([, label]) => label);
}
