import { describe, expect, it } from '@jest/globals';
import { readPayload, RegisterSubmission } from './index.js';

const petition = {
  channel: 'online',
  purpose: 'request_decision',
  title: '村口路灯坏了',
  content: '请修理。',
  petitioner: { name: '李小禾', phone: '13900000001' },
};

describe('reading what came over a line', () => {
  it('takes null for not given, at every depth', () => {
    const given = {
      ...petition,
      agent: null,
      attachmentIds: null,
      petitioner: { ...petition.petitioner, email: null },
    };
    const read = readPayload(RegisterSubmission, given);
    expect(read.agent).toBeUndefined();
    expect(read.attachmentIds).toBeUndefined();
    expect(read.petitioner.email).toBeUndefined();
    expect(given.agent).toBeNull();
  });

  it('refuses null where something is needed, and null in a list', () => {
    expect(() => readPayload(RegisterSubmission, { ...petition, title: null })).toThrow('validation-failed');
    expect(() => readPayload(RegisterSubmission, { ...petition, attachmentIds: [null] })).toThrow('validation-failed');
  });
});
