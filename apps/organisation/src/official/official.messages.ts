import { Injectable } from '@nestjs/common';
import {
  type Authority,
  authority,
  createOfficial,
  type CreateOfficial,
  disableOfficial,
  type DisableOfficial,
  type OfficialChanged,
  type OfficialId,
  type Staff,
  staffOf,
  type StaffQuery,
} from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { OnRequest } from '@huiyin/service';
import { AuthorityService } from './authority.service.js';
import { OfficialService } from './official.service.js';

@Injectable()
export class OfficialMessages {
  constructor(
    private readonly authorities: AuthorityService,
    private readonly officials: OfficialService,
  ) {}

  @OnRequest(authority)
  authority(input: OfficialId, _call: Call): Promise<Authority> {
    return this.authorities.of(input.officialId);
  }

  @OnRequest(staffOf)
  staffOf(input: StaffQuery, _call: Call): Promise<Staff> {
    return this.authorities.staffOf(input.unitId);
  }

  @OnRequest(createOfficial)
  create(input: CreateOfficial, call: Call): Promise<OfficialChanged> {
    return this.officials.create(input, call);
  }

  @OnRequest(disableOfficial)
  disable(input: DisableOfficial, call: Call): Promise<OfficialChanged> {
    return this.officials.disable(input, call);
  }
}
