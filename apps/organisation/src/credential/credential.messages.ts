import { Injectable } from '@nestjs/common';
import {
  activateSecondFactor,
  changePassword,
  type ChangePassword,
  type Confirmed,
  confirmSecondFactor,
  type Enrolment,
  enrolSecondFactor,
  type NoInput,
  type RecoveryCodes,
  type SecondFactorCode,
  type SignedIn,
  signIn,
  type SignIn,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { OnRequest } from '@huiyin/service';
import { EnrolmentService } from './enrolment.service.js';
import { PasswordChangeService } from './password-change.service.js';
import { SignInService } from './sign-in.service.js';

@Injectable()
export class CredentialMessages {
  constructor(
    private readonly signingIn: SignInService,
    private readonly enrolment: EnrolmentService,
    private readonly passwordChange: PasswordChangeService,
  ) {}

  @OnRequest(signIn)
  signIn(input: SignIn, call: Call): Promise<SignedIn> {
    return this.signingIn.signIn(input, call);
  }

  @OnRequest(enrolSecondFactor)
  enrol(_input: NoInput, call: Call): Promise<Enrolment> {
    return this.enrolment.enrol(call);
  }

  @OnRequest(activateSecondFactor)
  activate(input: SecondFactorCode, call: Call): Promise<RecoveryCodes> {
    return this.enrolment.activate(input, call);
  }

  @OnRequest(confirmSecondFactor)
  confirm(input: SecondFactorCode, call: Call): Promise<Confirmed> {
    return this.enrolment.confirm(input, call);
  }

  @OnRequest(changePassword)
  change(input: ChangePassword, call: Call): Promise<Confirmed> {
    return this.passwordChange.change(input, call);
  }
}
