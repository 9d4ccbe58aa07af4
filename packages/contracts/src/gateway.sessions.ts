import { IsInt, IsUUID } from 'class-validator';
import { request } from './contract.js';

export class EndSessions {
  @IsUUID() officialId!: string;
}
export class SessionsEnded {
  @IsInt() ended!: number;
}
/** Ends every session of an official at once: disabled, post left, password changed. */
export const endSessions = request('gateway.end-sessions.v1', {
  input: EndSessions,
  output: SessionsEnded,
  actors: ['service', 'official'],
});
