import { Injectable } from '@nestjs/common';
import {
  type NumberAndCode,
  type OpenedSubmission,
  openSubmission,
  type Receipt,
  receiptOf,
  registerSubmission,
  type RegisterSubmission,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { OnRequest } from '@huiyin/service';
import { OpeningService } from './opening.service.js';
import { RegistrationService } from './registration.service.js';

@Injectable()
export class SubmissionMessages {
  constructor(
    private readonly registration: RegistrationService,
    private readonly opening: OpeningService,
  ) {}

  @OnRequest(registerSubmission)
  register(given: RegisterSubmission, call: Call): Promise<Receipt> {
    return this.registration.register(given, call);
  }

  @OnRequest(openSubmission)
  open(given: NumberAndCode, _call: Call): Promise<OpenedSubmission> {
    return this.opening.open(given);
  }

  @OnRequest(receiptOf)
  receipt(given: NumberAndCode, _call: Call): Promise<Receipt> {
    return this.opening.receipt(given);
  }
}
