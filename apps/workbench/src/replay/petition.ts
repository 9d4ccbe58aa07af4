import { createHash } from 'node:crypto';
import { type RegisterSubmission } from '@huiyin/contracts';
import { type Message } from './message-file.js';

/** Lengths in UTF-16 units, as the contract has them. */
const titleLength = { least: 2, most: 200 };
const contentLength = { least: 2, most: 20_000 };

// What the contract refuses in a text (control and bidi characters): a published file may hold some, and each is replaced by a space.
const unfit = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

/** The same key for the same message, whichever run sends it: within a day the door gives the same receipt again. */
export function keyOf(message: Message): string {
  return `replay-${digest(message.uid)}`;
}

/**
 * A message as the online door takes it. A title under two characters is filled up from the message itself, then from its id, and one
 * over two hundred is cut; the petitioner is the user's code with an address that can never be written to (RFC 2606).
 */
export function petitionOf(message: Message): RegisterSubmission {
  const body = clean(message.body);
  const own = clean(message.title);
  const title = own.length >= titleLength.least ? own : `${own} ${body || message.uid}`.trim();
  const content = body.length >= contentLength.least ? body : `${title} ${body}`.trim();
  const user = clean(message.user) || message.uid;
  return {
    channel: 'online',
    purpose: 'request_decision',
    title: filled(cut(title, titleLength.most), message.uid),
    content: filled(cut(content, contentLength.most), message.uid),
    petitioner: { name: cut(user, 40), email: `${mailbox(user)}@replay.invalid` },
  };
}

function clean(text: string): string {
  return text.toWellFormed().replaceAll(unfit, ' ').normalize('NFC').trim();
}

/** Cuts without leaving half of a character that takes two units. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = /[\ud800-\udbff]/.test(text.charAt(most - 1)) ? most - 1 : most;
  return text.slice(0, end).trim();
}

function filled(text: string, uid: string): string {
  return text.length >= titleLength.least ? text : `留言 ${text || cut(uid, 40)}`;
}

function mailbox(user: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/.test(user) ? user : digest(user);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
