import '@fastify/multipart';
import { createHash, randomBytes } from 'node:crypto';
import { Problem, type Receipt, registerSubmission, type RegisterSubmission } from '@huiyin/contracts';
import { anonymous, type Bus } from '@huiyin/messaging';
import { type FastifyRequest } from 'fastify';
import { passOn } from '../attachment/attachment.upload.js';
import { type House } from '../gateway.house.js';

/** Seconds that a sent form is remembered, so that a refresh need not hand in its files again. */
const rememberedFor = 3_600;
const formToken = /^[A-Za-z0-9_-]{16,64}$/;

export interface SentForm {
  readonly values: Record<string, string>;
  readonly attachmentIds: string[];
}

/**
 * Reads the form as it comes in; files go on to intake while they arrive. A form that was sent before keeps the files of the first time.
 * @throws Problem of `putFilePart` with the field `attachments`; `malformed-text`.
 */
export async function readForm(
  request: FastifyRequest,
  house: House,
  ask: Bus['ask'],
  values: Record<string, string>,
): Promise<SentForm> {
  if (!request.isMultipart()) throw new Problem('unsupported-media-type');
  let attachmentIds: string[] = [];
  let known: string[] | undefined;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      values[part.fieldname] = textOf(part.value);
      if (part.fieldname === 'token') known = await filesOf(house, values['token']);
      continue;
    }
    // Browsers send an empty nameless file where none was chosen.
    if (!part.filename || known !== undefined) {
      part.file.resume();
      continue;
    }
    const seed = `form ${values['token'] ?? ''} ${attachmentIds.length} ${part.filename}`;
    const stored = await passOn(ask, { fileName: part.filename, bytes: part.file }, seed);
    attachmentIds.push(stored.attachmentId);
  }
  if (known !== undefined) attachmentIds = known;
  return { values, attachmentIds };
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : '';
  // The decoder puts U+FFFD where bytes were no UTF-8.
  if (text.includes('\ufffd')) throw new Problem('malformed-text');
  return text.replaceAll('\r\n', '\n');
}

/** Registers what the form says, once for its token. @throws Problem as the contract lists. */
export async function registerForm(
  house: House,
  ask: Bus['ask'],
  { values, attachmentIds }: SentForm,
): Promise<Receipt> {
  const { token = '' } = values;
  const idempotencyKey = keyOfForm(token);
  const receipt = await ask(registerSubmission, orderOf(values, attachmentIds), { idempotencyKey });
  if (attachmentIds.length > 0) await house.abuse.remember(memory(token), JSON.stringify(attachmentIds), rememberedFor);
  return receipt;
}

/** The key under which a form counts once, however often it is sent. @throws Problem `idempotency-key-missing`. */
export function keyOfForm(token = ''): string {
  if (!formToken.test(token)) throw new Problem('idempotency-key-missing');
  return `form-${token}`;
}

/** A token for a form that is about to be shown. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

async function filesOf(house: House, token: string | undefined): Promise<string[] | undefined> {
  if (token === undefined || !formToken.test(token)) return undefined;
  const text = await house.abuse.recall(memory(token));
  return text === undefined ? undefined : (JSON.parse(text) as string[]);
}

function memory(token: string): string {
  return `form:${createHash('sha256').update(token).digest('base64url')}`;
}

const personFields = ['name', 'phone', 'address', 'email'] as const;

function orderOf(values: Readonly<Record<string, string>>, attachmentIds: string[]): RegisterSubmission {
  const given = (name: string) => values[name]?.trim() || undefined;
  const petitioner: Record<string, string> = {};
  for (const name of personFields) {
    const text = given(name);
    if (text !== undefined) petitioner[name] = text;
  }
  const unit = given('receivingUnitId');
  const place = given('locationCode');
  return {
    channel: 'online',
    purpose: (given('purpose') ?? '') as RegisterSubmission['purpose'],
    title: values['title'] ?? '',
    content: values['content'] ?? '',
    petitioner,
    ...(unit === undefined ? {} : { receivingUnitId: /^\d{1,9}$/.test(unit) ? Number(unit) : -1 }),
    ...(place === undefined ? {} : { locationCode: place }),
    ...(attachmentIds.length === 0 ? {} : { attachmentIds }),
  };
}

/** As whom the pages ask: always as nobody known, whatever session a shared computer may still have. */
export function anonymousAsk(house: House, request: FastifyRequest, idempotencyKey?: string): Bus['ask'] {
  const began = Date.now();
  return (contract, input, options) =>
    house.bus.ask(contract, input, {
      for: anonymous,
      requestId: request.id,
      idempotencyKey,
      budget: Math.max(1, house.limits.budgetMs - (Date.now() - began)),
      ...options,
    });
}
