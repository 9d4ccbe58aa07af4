import { attachmentRoutes } from './attachment.routes.js';
import { matterRoutes } from './matter.routes.js';
import { organisationRoutes } from './organisation.routes.js';
import { petitionRoutes } from './petition.routes.js';
import { type Route } from './route.js';
import { sessionRoutes } from './session.routes.js';
import { siteRoutes } from './site.routes.js';

/** Every route under `/api/v1`. The OpenAPI document and the tests over all routes are made from this. */
export const routes: readonly Route[] = [
  ...petitionRoutes,
  ...attachmentRoutes,
  ...matterRoutes,
  ...organisationRoutes,
  ...sessionRoutes,
  ...siteRoutes,
];
