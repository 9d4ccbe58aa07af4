export { gatewayService } from './gateway.service.js';
export { routes } from './route/route.table.js';
export { type Asked, pathParams, queryFields, type Route, type Who } from './route/route.js';
export { openApiDocument } from './openapi/openapi.document.js';
