import { type FastifyInstance } from 'fastify';

// 360 px first; text 18 px and larger; every colour pair at 7:1 or more.
const css = `
:root { color-scheme: light; --ink: #1a1a1a; --paper: #fff; --line: #5c5c5c; --deed: #8b1a1a; --pale: #f6f2ea; --wrong: #a30000; }
* { box-sizing: border-box; }
html { font-size: 112.5%; }
body { margin: 0; color: var(--ink); background: var(--paper); line-height: 1.6; overflow-wrap: anywhere;
  font-family: system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif; }
.wide { max-width: 44rem; margin: 0 auto; padding: 0 1rem; }
header { background: var(--deed); color: #fff; }
header .wide { display: flex; justify-content: space-between; align-items: center; gap: 1rem; min-height: 3.5rem; }
header a { color: #fff; padding: .5rem 0; } header [lang] { white-space: nowrap; } header :focus-visible { outline-color: #fff; }
.brand { text-decoration: none; } .brand strong { font-size: 1.25rem; } .brand span { font-size: 1rem; }
.skip { position: absolute; left: -99rem; } .skip:focus { position: static; display: block; padding: .5rem 1rem; background: #fff; color: var(--ink); }
footer { border-top: 1px solid var(--line); margin-top: 2.5rem; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: 1.5rem 0 .75rem; } h2 { font-size: 1.2rem; margin: 1.5rem 0 .5rem; }
a { color: #7a1010; text-underline-offset: .2em; }
:focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px; }
.doors { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.5rem 0; }
.button { display: inline-flex; align-items: center; justify-content: center; min-height: 3rem; padding: .5rem 1.4rem; font: inherit; font-weight: 600;
  color: #fff; background: var(--deed); border: 2px solid var(--deed); border-radius: .4rem; text-decoration: none; cursor: pointer; }
.button.plain { color: var(--deed); background: #fff; } .button.quiet { color: var(--ink); background: #fff; border-color: var(--line); }
.field, fieldset { margin: 1.25rem 0; } fieldset { border: 1px solid var(--line); border-radius: .4rem; padding: .5rem 1rem 1rem; min-width: 0; }
label, legend { font-weight: 600; } .choice { display: flex; gap: .7rem; align-items: center; min-height: 2.75rem; font-weight: 400; }
.choice input { width: 1.4rem; height: 1.4rem; flex: none; }
.field > label { display: block; }
input:not([type=radio]), textarea, select { width: 100%; min-height: 3rem; padding: .6rem; font: inherit; color: inherit; background: #fff; border: 2px solid var(--line); border-radius: .3rem; }
textarea { resize: vertical; }
.hint { color: #4a4a4a; margin: .2rem 0 .4rem; font-size: 1rem; }
.error { color: var(--wrong); font-weight: 600; margin: .2rem 0 .4rem; }
.wrong { border-left: .35rem solid var(--wrong); padding-left: .8rem; }
.summary { border: 3px solid var(--wrong); border-radius: .4rem; padding: .5rem 1rem; margin: 1rem 0; } .summary h2 { margin-top: .25rem; }
.receipt { background: var(--pale); border-radius: .4rem; padding: .5rem 1rem 1rem; margin: 1rem 0; }
.done { border: 3px solid #1b5e20; border-radius: .4rem; padding: .5rem 1rem; margin: 1rem 0; } .done h3 { margin: .25rem 0; font-size: 1.1rem; color: #1b5e20; }
dt { font-weight: 600; margin-top: .8rem; } dd { margin: 0; }
.code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 1.05rem; } .whole { display: inline-block; }
.late { color: var(--wrong); }
.clock { border-left: .35rem solid var(--deed); padding: .1rem 0 .1rem 1rem; margin: 1.25rem 0; } .clock h2 { margin-top: 0; } .clock.over { border-left-color: var(--wrong); }
.next { border: 2px solid var(--deed); border-radius: .4rem; padding: .25rem 1rem; } .next h2 { margin-top: .5rem; color: var(--deed); }
.phone { display: inline-block; min-height: 2.75rem; padding: .5rem 0; }
.switch { min-height: 2.75rem; padding: .5rem 0; font: inherit; color: #fff; background: none; border: 0; text-decoration: underline; text-underline-offset: .2em; cursor: pointer; }
.papers { padding: 0; list-style: none; } .papers li { border-top: 1px solid var(--line); padding: .75rem 0; } .papers .doors { margin: .5rem 0; }
summary { cursor: pointer; min-height: 2.75rem; padding: .5rem 0; }
.steps { padding-left: 1rem; list-style: none; border-left: 2px solid var(--line); } .steps li { margin: .7rem 0; } time { color: #4a4a4a; display: block; font-size: 1rem; }
.offices { padding-left: 1.2rem; columns: 16rem 2; } .offices li { margin: .35rem 0; } small { color: #4a4a4a; font-size: 1rem; }
@media (prefers-contrast: more) { :root { --line: #000; } }
@media print { header, footer, .doors, .skip { display: none; } }
`;

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#8b1a1a"/><path d="M8 9h16v11H15l-5 4v-4H8z" fill="#fff"/></svg>`;

/** Two small files, the only ones that a browser may keep. */
export function registerAssets(door: FastifyInstance): void {
  const files = { 'huiyin.css': ['text/css; charset=utf-8', css], 'huiyin.svg': ['image/svg+xml', icon] } as const;
  for (const [name, [type, text]] of Object.entries(files)) {
    door.get(`/assets/${name}`, async (_, reply) =>
      reply.header('content-type', type).header('cache-control', 'public, max-age=3600').send(text),
    );
  }
}
