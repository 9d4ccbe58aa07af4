import { Module } from '@nestjs/common';
import { AttemptService } from './credential/attempt.service.js';
import { CredentialJobs } from './credential/credential.jobs.js';
import { CredentialMessages } from './credential/credential.messages.js';
import { EnrolmentService } from './credential/enrolment.service.js';
import { PasswordChangeService } from './credential/password-change.service.js';
import { PasswordService } from './credential/password.service.js';
import { SecondFactorService } from './credential/second-factor.service.js';
import { SignInService } from './credential/sign-in.service.js';
import { DelegationJobs } from './delegation/delegation.jobs.js';
import { DelegationMessages } from './delegation/delegation.messages.js';
import { DelegationService } from './delegation/delegation.service.js';
import { DeputisingService } from './delegation/deputising.service.js';
import { DemoService } from './demo/demo.service.js';
import { AuthorityService } from './official/authority.service.js';
import { OfficialMessages } from './official/official.messages.js';
import { OfficialService } from './official/official.service.js';
import { LeavingService } from './post/leaving.service.js';
import { PostMessages } from './post/post.messages.js';
import { PostService } from './post/post.service.js';
import { Revision } from './revision/revision.service.js';
import { ClosingService } from './unit/closing.service.js';
import { DirectoryService } from './unit/directory.service.js';
import { UnitMessages } from './unit/unit.messages.js';
import { UnitService } from './unit/unit.service.js';

@Module({
  providers: [
    Revision,
    // where: the tree of units
    DirectoryService,
    UnitService,
    ClosingService,
    UnitMessages,
    // who: officials, their posts, their deputies
    AuthorityService,
    OfficialService,
    OfficialMessages,
    PostService,
    LeavingService,
    PostMessages,
    DelegationService,
    DeputisingService,
    DelegationMessages,
    DelegationJobs,
    // the proof that they are who they say
    AttemptService,
    PasswordService,
    SecondFactorService,
    SignInService,
    EnrolmentService,
    PasswordChangeService,
    CredentialMessages,
    CredentialJobs,
    DemoService,
  ],
})
export class OrganisationModule {}
