import { randomInt } from 'node:crypto';
import { type Channel } from '@huiyin/contracts';

// National rule unconfirmed (domain F.3). Ours: division6 date8 channel1 random8 check1. The serial part is random, not counted:
// a counter would tell how much comes in, and a gap in it that something was taken out and sealed.
const channelDigit: Readonly<Record<Channel, string>> = { online: '1', letter: '2', phone: '3', fax: '4', visit: '5' };
const serialBelow = 100_000_000;

/** Luhn check digit: finds every single wrong digit and nearly every swap of two neighbours. */
export function checkDigit(digits: string): string {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    let digit = Number(digits[digits.length - 1 - place]);
    if (place % 2 === 0) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return String((10 - (sum % 10)) % 10);
}

/** A number that shows where and when, never who or what about. `day` is YYYY-MM-DD in Asia/Shanghai. */
export function newSubmissionNo(divisionCode: string, day: string, channel: Channel): string {
  const serial = String(randomInt(serialBelow)).padStart(8, '0');
  const digits = `${divisionCode}${day.replaceAll('-', '')}${channelDigit[channel]}${serial}`;
  return digits + checkDigit(digits);
}
