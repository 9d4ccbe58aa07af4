import { petitionRoutes } from './petition.routes.js';
import { type Route } from './route.js';

/** Every route under `/api/v1`. The OpenAPI document and the tests over all routes are made from this. */
export const routes: readonly Route[] = [...petitionRoutes];
