import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  Problem,
  type Receipt,
  type RegisterSubmission,
  type SubmissionRegistered,
  submissionRegistered,
  type UnitEntry,
} from '@huiyin/contracts';
import { type Call, currentTrace } from '@huiyin/messaging';
import { auditOf, Database, keyOwner, NUDGE, ownScope, requestDigest, type Settings, SETTINGS } from '@huiyin/service';
import { sealPerson } from '../petitioner/petitioner.cells.js';
import { maskName } from '../petitioner/petitioner.masking.js';
import { factsDigest } from '../proposal/likeness.rules.js';
import { addAccompanying } from './accompanying.js';
import { dueDates } from './first-clock.js';
import { QueryCodes } from './query-code.js';
import { accompanying, fitVisit, isAccusation, needContact, receivedAt } from './registration.rules.js';
import { type RegistrationRows, registrationStatement } from './registration.statement.js';
import { RegistrationBatch } from './registration.batch.js';
import { RegistrationParts } from './registration-parts.js';
import { newSubmissionNo } from './submission-number.js';

const order = 'intake.register-submission.v1';
type StoredReceipt = Omit<Receipt, 'queryCode'>;

/** T01, T02: whoever comes is registered and gets a receipt (R22, R23, R44(1)). There is no way to refuse for what is said. */
@Injectable()
export class RegistrationService {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(NUDGE) private readonly nudge: () => void,
    private readonly database: Database,
    private readonly batch: RegistrationBatch,
    private readonly parts: RegistrationParts,
    private readonly codes: QueryCodes,
  ) {}

  async register(given: RegisterSubmission, call: Call): Promise<Receipt> {
    if (call.idempotencyKey === undefined) throw new Problem('idempotency-key-missing');
    needContact(given);
    fitVisit(given);
    const unit = await this.parts.receivingUnit(given, call);
    const stored = isAccusation(given)
      ? await this.#seal(given, call, unit)
      : await this.#registerOpen(given, call, unit);
    return { ...stored, queryCode: this.codes.of(stored.submissionNo) };
  }

  async #registerOpen(given: RegisterSubmission, call: Call, unit: UnitEntry): Promise<StoredReceipt> {
    const digest = requestDigest(order, given);
    const hasMore = (given.attachmentIds?.length ?? 0) > 0 || accompanying(given).length > 0;
    for (let tries = 1; ; tries++) {
      const { rows, receipt } = this.#prepare(given, call, unit, digest);
      try {
        if (hasMore) await this.#withMore(given, call, rows);
        else await this.batch.write(rows);
        return receipt;
      } catch (error) {
        const constraint = brokenKey(error);
        if (constraint === 'idempotency_pkey') return this.#stored(given, call, digest);
        if (constraint !== 'submission_no' || tries === 5) throw error;
      }
    }
  }

  /** With people or papers beside the petitioner: the same statement, and theirs, in one transaction. */
  async #withMore(given: RegisterSubmission, call: Call, rows: RegistrationRows): Promise<void> {
    const statement = registrationStatement(rows);
    await this.database.inScope(ownScope('register'), async (manager) => {
      await manager.query(statement.text, [...statement.values]);
      await addAccompanying(manager, rows.submission.id, accompanying(given), this.parts.people, this.settings.site);
      await this.parts.attachments.claim(manager, rows.submission.id, given.attachmentIds ?? [], call);
    });
    this.nudge();
  }

  #prepare(
    given: RegisterSubmission,
    call: Call,
    counter: UnitEntry,
    request: Buffer,
  ): { rows: RegistrationRows; receipt: StoredReceipt } {
    const now = this.database.now();
    const unit = this.parts.answerableFor(counter);
    const came = receivedAt(given, now);
    const clockRule = unit.kind === 'petition-bureau' ? 'TL-01' : 'TL-02';
    const due = dueDates(clockRule, unit.profile, came);
    const [matterId, submissionId] = [randomUUID(), randomUUID()];
    const submissionNo = newSubmissionNo(
      counter.divisionCode,
      dueDates(clockRule, unit.profile, now).startedOn,
      given.channel,
    );
    const officer = { id: unit.dutyOfficerId ?? '', name: unit.dutyOfficerName ?? '' };
    const receipt: StoredReceipt = {
      ...this.#shownToAll(given, counter, submissionNo, came, now),
      responsibleUnit: unit.name,
      officer: officer.name,
      officePhone: unit.phone,
      clockRule,
      legalDueOn: due.legalDueOn,
      ...(due.internalDueOn === undefined ? {} : { internalDueOn: due.internalDueOn }),
      ...(call.actor.kind === 'official' ? { matterId } : {}),
    };
    const event: SubmissionRegistered = {
      matterId,
      version: 1,
      submissionId,
      submissionNo,
      channel: given.channel,
      receivedAt: came.toISOString(),
      registeredAt: now.toISOString(),
      unitId: unit.id,
      unitName: unit.name,
      officerId: officer.id,
      officerName: officer.name,
      clockRule,
      profile: unit.profile,
      ...(counter.id === unit.id ? {} : { counterUnitId: counter.id }),
      ...(given.locationCode === undefined ? {} : { locationCode: given.locationCode }),
    };
    const audit = auditOf(call);
    return {
      receipt,
      rows: {
        petitioner: sealPerson(given.petitioner, this.parts.people, this.settings.site),
        matter: {
          id: matterId,
          unit: unit.id,
          officerId: officer.id,
          officerName: officer.name,
          locationCode: given.locationCode ?? null,
        },
        submission: {
          id: submissionId,
          no: submissionNo,
          channel: given.channel,
          purpose: given.purpose,
          title: given.title,
          content: given.content,
          factsDigest: factsDigest(given.title, given.content),
          receivingUnit: counter.id,
          registeredBy: audit.actor,
          isOnBehalf: given.isOnBehalf ?? false,
          visitForm: given.visit?.form ?? null,
          people: given.visit?.people ?? null,
          attachments: given.attachmentIds?.length ?? 0,
          clockRule,
          legalDueOn: due.legalDueOn,
          internalDueOn: due.internalDueOn ?? null,
          receivedAt: came,
          registeredAt: now,
        },
        key: {
          owner: keyOwner(call),
          key: call.idempotencyKey ?? '',
          request,
          answer: Buffer.from(JSON.stringify({ ...receipt, title: undefined, petitionerMasked: undefined })),
        },
        audit: {
          id: randomUUID(),
          actor: audit.actor,
          session: audit.session ?? null,
          requestId: audit.requestId,
          site: this.settings.site,
        },
        event: {
          id: randomUUID(),
          name: submissionRegistered.name,
          payload: JSON.stringify(event),
          trace: currentTrace(),
        },
      },
    };
  }

  #shownToAll(given: RegisterSubmission, unit: UnitEntry, submissionNo: string, came: Date, now: Date): StoredReceipt {
    return {
      submissionNo,
      receivedAt: came.toISOString(),
      registeredAt: now.toISOString(),
      channel: given.channel,
      title: given.title,
      attachments: given.attachmentIds?.length ?? 0,
      receivedByUnit: unit.name,
      ...(given.petitioner.name === undefined ? {} : { petitionerMasked: maskName(given.petitioner.name) }),
    };
  }

  async #seal(given: RegisterSubmission, call: Call, unit: UnitEntry): Promise<StoredReceipt> {
    // A key that an ordinary petition already used is refused here too; the other way round nothing may be told.
    await this.#refuseUsedKey(call);
    const now = this.database.now();
    const came = receivedAt(given, now);
    const submissionNo = newSubmissionNo(
      unit.divisionCode,
      dueDates('TL-01', unit.profile, now).startedOn,
      given.channel,
    );
    const receipt = this.#shownToAll(given, unit, submissionNo, came, now);
    const files = await this.parts.attachments.takeOut(given.attachmentIds ?? [], call);
    return this.parts.accusations.seal(
      {
        order,
        call,
        input: given,
        submissionNo,
        receivingUnit: unit.id,
        profile: unit.profile,
        receivedAt: came,
        accused: given.accused,
        content: {
          title: given.title,
          content: given.content,
          channel: given.channel,
          accused: given.accused ?? {},
          locationCode: given.locationCode,
          files,
        },
        people: [given.petitioner, ...accompanying(given).map((a) => a.person)],
      },
      receipt,
    );
  }

  async #refuseUsedKey(call: Call): Promise<void> {
    const rows = (await this.database.query('select 1 from intake.idempotency where actor = $1 and key = $2', [
      keyOwner(call),
      call.idempotencyKey,
    ])) as unknown[];
    if (rows.length > 0) throw new Problem('idempotency-key-reused');
  }

  /** The receipt of the first time. What the petitioner wrote is not kept with the key: the same body brings it again. */
  async #stored(given: RegisterSubmission, call: Call, digest: Buffer): Promise<StoredReceipt> {
    const rows = (await this.database.query(
      'select request, answer from intake.idempotency where actor = $1 and key = $2',
      [keyOwner(call), call.idempotencyKey],
    )) as { request: Buffer; answer: Buffer }[];
    const known = rows[0];
    if (known === undefined || !known.request.equals(digest)) throw new Problem('idempotency-key-reused');
    const name = given.petitioner.name;
    return {
      ...(JSON.parse(known.answer.toString()) as StoredReceipt),
      title: given.title,
      ...(name === undefined ? {} : { petitionerMasked: maskName(name) }),
    };
  }
}

function brokenKey(error: unknown): string | undefined {
  const inner = typeof error === 'object' && error !== null && 'driverError' in error ? error.driverError : error;
  if (typeof inner !== 'object' || inner === null || !('code' in inner) || inner.code !== '23505') return undefined;
  return 'constraint' in inner ? String(inner.constraint) : '';
}
