import { attachmentRoutes } from './attachment.routes.js';
import { handlingRoutes } from './handling.routes.js';
import { handOverRoutes } from './hand-over.routes.js';
import { matterRoutes } from './matter.routes.js';
import { organisationRoutes } from './organisation.routes.js';
import { paperRoutes } from './paper.routes.js';
import { petitionRoutes } from './petition.routes.js';
import { petitionerRoutes } from './petitioner.routes.js';
import { type Route } from './route.js';
import { sessionRoutes } from './session.routes.js';
import { siteRoutes } from './site.routes.js';

/** Every route under `/api/v1`. The OpenAPI document and the tests over all routes are made from this. */
export const routes: readonly Route[] = [
  ...petitionRoutes,
  ...petitionerRoutes,
  ...attachmentRoutes,
  ...matterRoutes,
  ...handOverRoutes,
  ...handlingRoutes,
  ...paperRoutes,
  ...organisationRoutes,
  ...sessionRoutes,
  ...siteRoutes,
];
