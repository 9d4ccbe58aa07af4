import { Injectable } from '@nestjs/common';
import { deputise, type Deputise, type Deputised, endDeputising, type EndDeputising } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { OnRequest } from '@huiyin/service';
import { DelegationService } from './delegation.service.js';

@Injectable()
export class DelegationMessages {
  constructor(private readonly delegations: DelegationService) {}

  @OnRequest(deputise)
  deputise(input: Deputise, call: Call): Promise<Deputised> {
    return this.delegations.deputise(input, call);
  }

  @OnRequest(endDeputising)
  end(input: EndDeputising, call: Call): Promise<Deputised> {
    return this.delegations.end(input, call);
  }
}
