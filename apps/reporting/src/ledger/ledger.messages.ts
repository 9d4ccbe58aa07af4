import { Injectable } from '@nestjs/common';
import { ledger, type LedgerPage, type LedgerQuery } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Authorities, OnRequest } from '@huiyin/service';
import { LedgerService } from './ledger.service.js';

@Injectable()
export class LedgerMessages {
  constructor(
    private readonly ledgers: LedgerService,
    private readonly authorities: Authorities,
  ) {}

  @OnRequest(ledger)
  async ledger(query: LedgerQuery, call: Call): Promise<LedgerPage> {
    return this.ledgers.ledger(query, await this.authorities.scopeOf(call, 'read-ledger'));
  }
}
