import { isProblemCode, Problem, problemStatus } from '@huiyin/contracts';
import { localeOf, words } from '@huiyin/words';
import { type FastifyInstance } from 'fastify';
import { keep, languageOf, page, sendPage } from '../page/layout.js';
import { markup } from '../page/markup.js';

/** `/problems/:code` is where a problem's `type` leads: what happened, and what to do now. */
export function registerProblems(door: FastifyInstance): void {
  door.get('/problems/:code', async (request, reply) => {
    const { code } = request.params as { code: string };
    if (!isProblemCode(code)) throw new Problem('route-not-found');
    const locale = languageOf(request, localeOf(request.headers['accept-language']));
    const t = words(locale);
    const title = t(`problem.${code}.title`);
    const detail = t(`problem.${code}.detail`);
    if (!/text\/html/.test(request.headers.accept ?? '')) {
      return reply
        .header('content-type', 'application/json; charset=utf-8')
        .header('content-language', locale)
        .send(
          JSON.stringify({
            type: `/problems/${code}`,
            code,
            status: problemStatus[code as Problem['code']],
            title,
            detail,
          }),
        );
    }
    const body = markup`<h1>${title}</h1><p>${detail}</p><p class="hint">${problemStatus[code as Problem['code']]} ${code}</p>
<p><a href="/${keep(locale)}">${t('page.problem.back')}</a></p>`;
    return sendPage(reply, 200, locale, page({ locale, path: `/problems/${code}`, title, body }));
  });
}
