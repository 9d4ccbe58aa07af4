import { type RegistrationRows, registrationStatement } from '@huiyin/intake';
import { type Books } from '../books.js';
import { Refusal } from '../refusal.js';

/** Who the limit's rows belong to: they are taken out again after each round. */
export const limitActor = 'pgbench:';

const sealedColumns = [
  'wrapped_key',
  'name',
  'phone',
  'id_number',
  'address',
  'email',
  'phone_index',
  'id_number_index',
  'email_index',
];

type Cells = Record<string, Buffer | string | number | boolean | Date | null>;

// One registration as the service wrote it: the limit writes rows of the same columns and the same lengths.
const newest = `select s.*, to_json(m) as matter, to_json(o) as event, k.request, k.answer, a.session, a.request_id, a.site,
    p.wrapped_key, p.name, p.phone, p.id_number, p.address, p.email, p.phone_index, p.id_number_index, p.email_index
  from intake.submission s join intake.matter m on m.id = s.matter_id join intake.petitioner p on p.id = s.petitioner_id
  join intake.outbox o on o.matter_id = m.id and o.version = 1 join intake.audit a on a.object = m.id::text
  join intake.idempotency k on convert_from(k.answer, 'UTF8') like '%' || s.submission_no || '%'
  order by s.registered_at desc limit 1`;

/**
 * The transaction of the limit: the service's own statement, its parameters replaced by expressions over one random number. What is
 * random there is random here (ids, digests, ciphertexts), so that the indexes have the same work; the rest is literal.
 */
export async function limitScript(books: Books): Promise<string> {
  const [sample] = await books.rows<Cells>(newest);
  if (sample === undefined) throw new Refusal('The limit needs one registration to imitate, and there is none.');
  const { text, values } = registrationStatement(expressionsOf(sample) as unknown as RegistrationRows);
  const statement = text.replace(/\$(\d+)/g, (_, nth: string) => String(values[Number(nth) - 1]));
  return `\\set n random(1, 9223372036854775807)\n${statement};\n`;
}

function expressionsOf(cells: Cells): object {
  const text = (column: string) => literal(cells[column]);
  const bytes = (column: string) => randomBytes(column, cells[column]);
  const { matter, event } = cells as unknown as { matter: Cells; event: Cells };
  return {
    petitioner: {
      id: uuid('petitioner'),
      ...Object.fromEntries(sealedColumns.map((column) => [column, bytes(column)])),
    },
    matter: {
      id: uuid('matter'),
      unit: literal(matter['responsible_unit']),
      officerId: literal(matter['officer_id']),
      officerName: literal(matter['officer_name']),
      locationCode: literal(matter['location_code']),
    },
    submission: submissionExpressions(cells, text, bytes),
    key: {
      owner: literal(limitActor),
      key: `${uuid('key')}::text`,
      request: bytes('request'),
      answer: bytes('answer'),
    },
    audit: {
      id: uuid('audit'),
      actor: literal(limitActor),
      session: text('session'),
      requestId: `${uuid('request')}::text`,
      site: text('site'),
    },
    event: {
      id: uuid('event'),
      name: literal(event['name']),
      payload: literal(JSON.stringify(event['payload'])),
      trace: literal(event['trace']),
    },
  };
}

function submissionExpressions(
  cells: Cells,
  text: (column: string) => string,
  bytes: (column: string) => string,
): object {
  return {
    id: uuid('submission'),
    // Twenty-four digits like a real number, and of a series that no real number is of.
    no: `lpad(:n::text, 24, '99990000')`,
    channel: text('channel'),
    purpose: text('purpose'),
    title: text('title'),
    content: text('content'),
    factsDigest: bytes('facts_digest'),
    receivingUnit: text('receiving_unit'),
    registeredBy: literal(limitActor),
    isOnBehalf: text('is_on_behalf'),
    visitForm: text('visit_form'),
    people: text('people'),
    attachments: text('attachments'),
    clockRule: text('clock_rule'),
    legalDueOn: `current_date + 15`,
    internalDueOn: cells['internal_due_on'] === null ? 'null' : `current_date + 5`,
    receivedAt: 'now()',
    registeredAt: 'now()',
  };
}

function uuid(tag: string): string {
  return `md5('${tag}' || :n::text)::uuid`;
}

/** Bytes of the same length: the first sixteen random, as keys, vectors and digests are. */
function randomBytes(tag: string, sample: Cells[string] | undefined): string {
  if (!Buffer.isBuffer(sample)) return 'null';
  return `decode(md5('${tag}' || :n::text), 'hex') || '\\x${sample.subarray(16).toString('hex')}'::bytea`;
}

/** A colon would read as one of pgbench's variables. */
function literal(value: Cells[string] | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = String(value)
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "''")
    .replaceAll(':', '\\072')
    .replaceAll('\n', '\\n');
  return `E'${text}'`;
}
