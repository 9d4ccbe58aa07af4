import { type Locale } from '@huiyin/contracts';
import { words } from '@huiyin/words';
import { type PaperKind } from '../paper.fields.js';
import { type PaperBlock, type PaperTemplate } from '../paper.template.js';
import { betweenOffices } from './between-offices.js';
import { type Blocks, blocksIn } from './blocks.js';
import { forms } from './forms.js';
import { notices } from './notices.js';

const blocksOf: Readonly<Record<PaperKind, (b: Blocks) => PaperBlock[]>> = { ...notices, ...betweenOffices, ...forms };

/** The wording that a paper has before an office edits it: version 1. */
export function defaultTemplate(kind: PaperKind, locale: Locale): PaperTemplate {
  const title = words(locale)(`paper.text.${kind}.title`);
  return { kind, locale, version: 1, title, blocks: blocksOf[kind](blocksIn(locale)) };
}
