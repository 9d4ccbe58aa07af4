import { sealPerson } from '@huiyin/intake';
import { type KeyRing, PersonalData, secretsFrom } from '@huiyin/service';
import { type Books } from '../../books.js';
import { Refusal } from '../../refusal.js';
import { inventedAddress, inventedName, inventedPhone } from '../invented-petition.js';
import { ClockTemplates } from './clock-template.js';
import { type SeededMatter, seededMatter, type SeedUnit } from './seeded-matter.js';
import { clockStatements } from './clock.statements.js';
import { fileStatements, settledSeries } from './file.statements.js';
import { matterStatements } from './matter.statements.js';
import { addPeople, stageRows, stageTemplates, stageUnits, stagingTables } from './staging.statements.js';

const seededSchemas = ['intake', 'assignment', 'accountability', 'reporting'];
/** In the order in which the rows refer to each other. No event is written: nothing is sent, nothing is owed. */
const spreadRows = [...matterStatements, ...fileStatements, ...clockStatements, 'truncate seed_row'];

const batchSize = 5_000;
/** Matters to one person, about as a busy office sees it, within what one run seals in a second or two. */
const mattersOfOne = 10;
const people = { least: 200, most: 5_000 };

export interface SeedingOptions {
  readonly books: Books;
  readonly secretsFolder: string;
  readonly matters: number;
  /** As the services' own `HUIYIN_SITE`; part of every sealed cell. */
  readonly site?: string;
  readonly log?: (line: string) => void;
}

/**
 * Puts invented matters straight into the tables of intake, assignment, accountability and reporting, as they would stand there after
 * three years: more than half of them with the file of the office to which they were handed over, and its papers without their bytes.
 * Petitioners are sealed with the installation's own keys, numbers and codes open, dates follow the services' own rules.
 * @throws Refusal when there is no county to spread them over
 */
export async function seedMatters(options: SeedingOptions): Promise<void> {
  const { books, matters, log = () => undefined } = options;
  const units = await unitsOf(books);
  if (units.length === 0)
    throw new Refusal('There are no units with a duty officer yet: start Huiyin once before seeding.');
  for (const table of stagingTables) await books.query(table);
  await books.query(stageUnits, [JSON.stringify(units)]);
  const petitioners = await addPetitioners(options);
  const templates = new ClockTemplates(new Date());
  const numbers = new Set<string>();
  for (let done = 0; done < matters;) {
    const size = Math.min(batchSize, matters - done);
    const rows = Array.from({ length: size }, () =>
      withNewNumber(numbers, () => seededMatter(units, petitioners, templates)),
    );
    await books.inTransaction('read write', async () => {
      // Rows come with their numbers and refer to each other by how they were made.
      await books.query('set local session_replication_role = replica');
      await books.query(stageTemplates, [JSON.stringify(templates.fresh())]);
      await books.query(stageRows, [JSON.stringify(rows)]);
      for (const statement of spreadRows) await books.query(statement);
    });
    done += size;
    log(`${done} of ${matters} matters`);
  }
  for (const statement of settledSeries) await books.query(statement);
  for (const table of await filledTables(books)) await books.query(`vacuum (analyze) ${table}`);
}

/** Numbers are drawn, and among hundreds of thousands one comes twice now and then. */
function withNewNumber(numbers: Set<string>, draw: () => SeededMatter): SeededMatter {
  let matter = draw();
  while (numbers.has(matter.no)) matter = draw();
  numbers.add(matter.no);
  return matter;
}

async function filledTables(books: Books): Promise<string[]> {
  const rows = await books.rows<{ name: string }>(
    `select schemaname || '.' || relname as name from pg_stat_user_tables where schemaname = any($1) and relname not like 'outbox%'`,
    [seededSchemas],
  );
  return rows.map((row) => row.name);
}

async function unitsOf(books: Books): Promise<SeedUnit[]> {
  return books.rows<SeedUnit>(
    `select u.id as unit_id, u.name as unit_name, u.kind, u.division_code, u.profile, o.id as officer_id, o.name as officer_name
       from organisation.unit u join organisation.post p on p.unit_id = u.id and p.is_duty and p.ended_at is null
       join organisation.official o on o.id = p.official_id and o.is_enabled
      where u.standing = 'open' order by u.id`,
  );
}

async function addPetitioners({ books, matters, secretsFolder, site = 'county' }: SeedingOptions): Promise<string[]> {
  const secret = secretsFrom(secretsFolder);
  const ring = JSON.parse(secret('personal-data-ring')) as KeyRing;
  const data = new PersonalData(ring, Buffer.from(secret('blind-index-key'), 'base64'), site);
  const count = Math.min(people.most, Math.max(people.least, Math.round(matters / mattersOfOne)));
  const rows = Array.from({ length: count }, () => {
    const person = { name: inventedName(), phone: inventedPhone(), address: inventedAddress() };
    const { id, ...cells } = sealPerson(person, data, site);
    return { id, ...Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, cell?.toString('hex')])) };
  });
  await books.query(addPeople, [JSON.stringify(rows)]);
  return rows.map((row) => row.id);
}
