import { type MaskedPerson, type PersonGiven } from '@huiyin/contracts';

const stars = (count: number) => '*'.repeat(Math.max(0, Math.min(count, 8)));

/** 张三 → 张*; 欧阳小明 → 欧***: the first character stays. */
export function maskName(name: string): string {
  const letters = [...name];
  return `${letters[0] ?? ''}${stars(Math.max(1, letters.length - 1))}`;
}

function maskPhone(phone: string): string {
  const digits = phone.normalize('NFKC').replace(/\D/g, '');
  return digits.length < 8 ? stars(digits.length) : `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}

function maskIdNumber(number: string): string {
  const shown = number.normalize('NFKC');
  return shown.length < 8 ? stars(shown.length) : `${shown.slice(0, 3)}${stars(shown.length - 4)}${shown.slice(-1)}`;
}

/** Up to the village or community, else to street or township, else the first six characters. */
function maskAddress(address: string): string {
  const known = /^.*?(?:村|社区)/u.exec(address) ?? /^.*?(?:街道|镇|乡)/u.exec(address);
  const shown = known?.[0] ?? [...address].slice(0, 6).join('');
  return shown === address ? address : `${shown}****`;
}

function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}***${email.slice(at)}`;
}

/** Masked by default (security reference 5): enough to recognise a person one has in front of one, not enough to look one up. */
export function maskPerson(person: PersonGiven): MaskedPerson {
  return {
    ...(person.name === undefined ? {} : { name: maskName(person.name) }),
    ...(person.phone === undefined ? {} : { phone: maskPhone(person.phone) }),
    ...(person.idNumber === undefined ? {} : { idNumber: maskIdNumber(person.idNumber) }),
    ...(person.address === undefined ? {} : { address: maskAddress(person.address) }),
    ...(person.email === undefined ? {} : { email: maskEmail(person.email) }),
  };
}
