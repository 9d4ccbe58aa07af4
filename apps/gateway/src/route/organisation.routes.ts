import {
  appoint,
  closeUnit,
  commonSuperior,
  createOfficial,
  createUnit,
  deputise,
  directory,
  disableOfficial,
  endDeputising,
  endPost,
  moveUnit,
  nextHigher,
  renameUnit,
  staffOf,
} from '@huiyin/contracts';
import { PublicUnits, publicUnits } from '../organisation/public-units.js';
import { asking, composed, type Route } from './route.js';

const tag = 'organisation';
const unit = { isChange: true, etag: 'unit.version', tag } as const;

export const organisationRoutes: readonly Route[] = [
  composed({
    method: 'GET',
    path: '/units',
    tag,
    summary: 'Open offices that take petitions: id, name, tier.',
    who: 'anyone',
    contracts: [],
    answer: PublicUnits,
    work: publicUnits,
  }),
  asking(directory, {
    method: 'GET',
    path: '/directory',
    tag,
    summary: 'All units, closed ones included.',
    who: 'official',
    etag: 'version',
  }),
  asking(createUnit, {
    method: 'POST',
    path: '/units',
    tag,
    summary: 'Creates a unit.',
    success: 201,
    etag: 'unit.version',
  }),
  asking(renameUnit, { method: 'POST', path: '/units/:unitId/rename', summary: 'Renames a unit.', ...unit }),
  asking(moveUnit, { method: 'POST', path: '/units/:unitId/move', summary: 'Puts a unit under another.', ...unit }),
  asking(closeUnit, {
    method: 'POST',
    path: '/units/:unitId/close',
    summary: 'Ends or merges a unit; open work goes to the successor.',
    ...unit,
  }),
  asking(nextHigher, {
    method: 'GET',
    path: '/units/:unitId/next-higher',
    tag,
    summary: 'The next higher unit in its own root of authority.',
  }),
  asking(commonSuperior, {
    method: 'GET',
    path: '/units/:unitId/common-superior',
    tag,
    summary: 'The common superior of two units.',
  }),
  asking(staffOf, { method: 'GET', path: '/units/:unitId/officials', tag, summary: 'Who holds which post in a unit.' }),
  asking(createOfficial, {
    method: 'POST',
    path: '/officials',
    tag,
    summary: 'Creates an official’s account.',
    success: 201,
  }),
  asking(disableOfficial, {
    method: 'POST',
    path: '/officials/:officialId/disable',
    tag,
    summary: 'Disables an account; open work goes to the replacement, sessions end.',
    isChange: true,
  }),
  asking(appoint, {
    method: 'POST',
    path: '/posts',
    tag,
    summary: 'Appoints an official to a post.',
    success: 201,
    etag: 'version',
  }),
  asking(endPost, {
    method: 'POST',
    path: '/posts/:postId/end',
    tag,
    summary: 'Ends a post; its open work goes to the replacement.',
    isChange: true,
    etag: 'version',
  }),
  asking(deputise, {
    method: 'POST',
    path: '/posts/:postId/deputise',
    tag,
    summary: 'Lets a deputy act in a post for a while.',
    success: 201,
  }),
  asking(endDeputising, {
    method: 'POST',
    path: '/delegations/:delegationId/end',
    tag,
    summary: 'Ends a delegation before its time.',
  }),
];
