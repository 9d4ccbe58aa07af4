import { IsObject, IsOptional, IsString } from 'class-validator';
import { composed, type Asked, type Route } from './route.js';

/** A challenge as `altcha` writes it. */
export class ProofOfWorkChallenge {
  @IsObject() parameters!: object;
  @IsOptional() @IsString() signature?: string;
}

export const siteRoutes: readonly Route[] = [
  composed({
    method: 'GET',
    path: '/proof-of-work',
    tag: 'petitions',
    summary: 'A challenge; its solution is sent as `altcha` beside the order, once, within ten minutes.',
    who: 'anyone',
    contracts: [],
    answer: ProofOfWorkChallenge,
    work: challenge,
  }),
];

async function challenge({ house, request }: Asked): Promise<object> {
  return house.abuse.proof.challenge(await house.abuse.levelFor(request.ip));
}
