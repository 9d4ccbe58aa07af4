import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type FastifyInstance } from 'fastify';
import { page } from '../page/layout.js';
import { Markup } from '../page/markup.js';
import { routes } from '../route/route.table.js';
import { openApiDocument } from './openapi.document.js';

const docsPath = '/api/docs';
// The browser writes style attributes; nothing else is looser, and only here.
const docsPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null, supportedSubmitMethods: ['get'] });`;
const body = new Markup(
  `<h1>API</h1><p><a href="/api/openapi.json">openapi.json</a></p><link rel="stylesheet" href="${docsPath}/swagger-ui.css"><div id="docs"></div><script src="${docsPath}/swagger-ui-bundle.js"></script><script src="${docsPath}/start.js"></script>`,
);
const files = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
} as const;

/** The document at `/api/openapi.json`, and a page to browse it at `/api/docs`. */
export function registerOpenApi(door: FastifyInstance): void {
  const text = JSON.stringify(openApiDocument(routes));
  const html = page({ locale: 'en', path: docsPath, title: 'API', body });
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  door.get('/api/openapi.json', async (_, reply) =>
    reply.header('content-type', 'application/json; charset=utf-8').send(text),
  );
  door.get(docsPath, async (_, reply) =>
    reply.header('content-type', 'text/html; charset=utf-8').header('content-security-policy', docsPolicy).send(html),
  );
  door.get(`${docsPath}/start.js`, async (_, reply) =>
    reply.header('content-type', files['swagger-ui-bundle.js']).send(start),
  );
  for (const [name, type] of Object.entries(files)) {
    door.get(`${docsPath}/${name}`, async (_, reply) =>
      reply.header('content-type', type).send(createReadStream(join(folder, name))),
    );
  }
}
