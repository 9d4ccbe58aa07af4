import { expect, test } from '@jest/globals';
import { triagingKinds, unitKinds } from '@huiyin/contracts';
import { mayAct, petitionerRoles, roles } from '@huiyin/statute';
import { demoOfficials, demoUnits } from '../demo/demo.county.js';
import { isDutyRole, isHoldableBeside, isRoleOfUnit, needsSecondFactor } from './post.rules.js';

test('every role of an office has a kind of unit, and no petitioner has a post', () => {
  const homeless = roles.filter((role) => !unitKinds.some((kind) => isRoleOfUnit(role, kind)));
  expect(homeless).toEqual(petitionerRoles);
});

test('every kind of unit has a role that can be answerable for what it receives', () => {
  for (const kind of unitKinds)
    expect([kind, roles.some((role) => isRoleOfUnit(role, kind) && isDutyRole(role, kind))]).toEqual([kind, true]);
});

test('R22, R23 ¶2: on duty where some may classify is one who may; elsewhere nobody may, and the office above classifies', () => {
  const able = unitKinds.filter((kind) =>
    roles.some((role) => isRoleOfUnit(role, kind) && mayAct(role, 'classify', 'own-unit')),
  );
  expect([...triagingKinds].sort()).toEqual([...able].sort());
  expect(isDutyRole('dept_officer', 'department')).toBe(true);
  expect(isDutyRole('dept_head', 'department')).toBe(false);
  expect(isDutyRole('bureau_intake', 'petition-bureau')).toBe(false);
  expect(isDutyRole('village_clerk', 'village-committee')).toBe(true);
});

test('the demo county keeps the rules: fit posts, one duty officer a unit', () => {
  for (const { role, unitId } of demoOfficials) {
    const unit = demoUnits.find((u) => u.id === unitId)!;
    expect([role, unit.name, isRoleOfUnit(role, unit.kind)]).toEqual([role, unit.name, true]);
  }
  for (const unit of demoUnits) {
    const duty = demoOfficials.filter((official) => official.unitId === unit.id && official.isDuty);
    expect([unit.name, duty.length, duty.every((official) => isDutyRole(official.role, unit.kind))]).toEqual([
      unit.name,
      1,
      true,
    ]);
  }
});

test('admin stands alone', () => {
  expect(isHoldableBeside('admin', [])).toBe(true);
  expect(isHoldableBeside('admin', ['admin'])).toBe(true);
  expect(isHoldableBeside('admin', ['leader'])).toBe(false);
  expect(isHoldableBeside('auditor', ['admin'])).toBe(false);
  expect(isHoldableBeside('dept_head', ['dept_officer'])).toBe(true);
});

test('who sees matters of others needs a second factor', () => {
  expect(needsSecondFactor([])).toBe(false);
  for (const role of ['village_clerk', 'bureau_triage', 'dept_officer', 'auditor', 'admin'] as const)
    expect([role, needsSecondFactor([role])]).toEqual([role, true]);
});
