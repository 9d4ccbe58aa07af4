import { maxNameLength } from './attachment.limits.js';

// Controls, format characters (bidi, zero width) but the joiners of some scripts, lone surrogates, separators of lines.
const unfit = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/gu;
const keptExtension = /\.[\p{L}\p{N}]{1,8}$/u;

function cut(text: string, length: number): string {
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > length) break;
    kept += character;
  }
  return kept;
}

/**
 * A name for showing and for `Content-Disposition`: NFC, the last part of a path only, no control or bidi characters, nothing
 * that Windows forbids, at most 120 UTF-16 units with its extension kept. Never used as a path by us.
 */
export function safeName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(unfit, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  if (clean === '') return 'file';
  const extension = keptExtension.exec(clean)?.[0] ?? '';
  return cut(clean.slice(0, clean.length - extension.length), maxNameLength - extension.length).trimEnd() + extension;
}
