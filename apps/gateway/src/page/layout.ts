import { type Locale } from '@huiyin/contracts';
import { words } from '@huiyin/words';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Markup, markup } from './markup.js';

export interface PageParts {
  readonly locale: Locale;
  /** Path that the language switch leads to. */
  readonly path: string;
  readonly title: string;
  readonly body: Markup;
  /** Hidden fields that a page opened by number and code takes along into the other language. */
  readonly carried?: Markup;
}

/** A whole page. Without script: what is here is all there is. */
export function page({ locale, path, title, body, carried }: PageParts): string {
  const t = words(locale);
  const other = locale === 'en' ? 'zh-CN' : 'en';
  return markup`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${t('page.productName')}</title>
<link rel="stylesheet" href="/assets/huiyin.css">
<link rel="icon" href="/assets/huiyin.svg" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#main">${t('page.skipToContent')}</a>
<header><div class="wide"><a class="brand" href="/${keep(locale)}"><strong>${t('page.productName')}</strong> <span>${t('page.slogan')}</span></a>
${
  carried === undefined
    ? markup`<a href="${path}?lang=${other}" lang="${other}" hreflang="${other}">${t('page.language')}</a>`
    : markup`<form method="post" action="${path}?lang=${other}">${carried}<button class="switch" lang="${other}">${t('page.language')}</button></form>`
}</div></header>
<main id="main" class="wide">
${body}
</main>
<footer><div class="wide"><p>${t('page.home.otherWays')}</p></div></footer>
</body>
</html>`.text;
}

/** Chinese needs no mark in the address. */
export function keep(locale: Locale): string {
  return locale === 'en' ? '?lang=en' : '';
}

/** `?lang=` first, then the browser's wish. */
export function languageOf(request: FastifyRequest, fromHeader: Locale): Locale {
  const { lang } = request.query as { lang?: unknown };
  return lang === 'en' ? 'en' : lang === 'zh-CN' ? 'zh-CN' : fromHeader;
}

export function sendPage(reply: FastifyReply, status: number, locale: Locale, text: string): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-language', locale)
    .header('cache-control', 'no-store')
    .header('vary', 'accept-language')
    .send(text);
}
