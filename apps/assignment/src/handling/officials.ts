import { Injectable } from '@nestjs/common';
import { type Authority, Problem } from '@huiyin/contracts';
import { type Call } from '@huiyin/messaging';
import { Authorities } from '@huiyin/service';
import { words } from '@huiyin/words';

/** Who somebody is; asked of the organisation and believed for two seconds. */
@Injectable()
export class Officials {
  constructor(private readonly authorities: Authorities) {}

  /** Posts and name; undefined for an official who is not there. */
  async find(officialId: string): Promise<Authority | undefined> {
    return this.authorities.of(officialId).catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'official-not-found') return undefined;
      throw error;
    });
  }

  /** The name under which an act stands in the file; a petitioner's own is not known here. */
  async nameOf({ actor }: Call): Promise<string> {
    if (actor.kind !== 'official') return words('zh-CN')('paper.handling.petitioner');
    return (await this.authorities.of(actor.id)).name;
  }
}
