import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { createHash } from 'node:crypto';
import type { Explorer } from '../explorer.ts';
import { TABS } from './explorer-tabs.ts';
import { IDENTITIES, type DemoIdentity } from './people.ts';
import type { DemoIssuer } from './tokens.ts';

/** Who asks when the page opens: an open referral waits for them. */
const FIRST_ASKER = 'council-1';

/** GraphiQL with a choice of whom to be: the page holds tokens of the demonstration, and asks nobody but its gateway. */
export const demoExplorer = ({ tokenFor }: DemoIssuer): Explorer => {
  const [head = '', rest = ''] = halves(GRAPHIQL, '</head>');
  const [before = '', after = ''] = halves(`<style>${STYLE}</style></head>${rest}`, '<div id="root">');
  return {
    // Signed whenever the page is asked for: one that was left open over night is loaded again.
    page: async () =>
      `${head}${before}${chooser(await optionsOf(tokenFor))}<script>${ASK_AS_CHOSEN}</script><div id="root">${after}`,
    contentSecurityPolicy: policyFor([ASK_AS_CHOSEN, ...scriptsIn(GRAPHIQL)]),
  };
};

const GRAPHIQL = renderGraphiQL({
  endpoint: '/graphql',
  title: 'Wardbook',
  defaultTabs: [...TABS],
  shouldPersistHeaders: false,
});

// GraphiQL moves a tab away from under the pointer that presses it, once the width of its window has changed.
const STYLE = `
  .graphiql-tab { transform: none !important; }
  body { display: flex; flex-direction: column; height: 100vh; margin: 0; }
  #root { flex: 1; min-height: 0; }
  #asking { padding: 0.5rem 1rem; background: #1d3557; color: #fff; font: 1rem/1.5 system-ui, sans-serif; }
  #asking select { font: inherit; margin: 0 1rem 0 0.5rem; }
`;

/** Every request carries the token of whoever is chosen, unless the headers editor says another. */
const ASK_AS_CHOSEN = `
  const chosen = document.querySelector('#identity');
  const send = window.fetch;
  window.fetch = (address, options = {}) => {
    const headers = new Headers(options.headers);
    if (!headers.has('authorization')) headers.set('authorization', 'Bearer ' + chosen.value);
    return send(address, { ...options, headers });
  };
`;

const chooser = (options: string): string =>
  `<header id="asking"><label>You ask as<select id="identity">${options}</select></label>
  Invented people of an invented force: their tokens are good for this demonstration only.</header>`;

const optionsOf = async (tokenFor: DemoIssuer['tokenFor']): Promise<string> => {
  const options = IDENTITIES.map(async (identity) => optionOf(identity, await tokenFor(identity)));
  return (await Promise.all(options)).join('');
};

const optionOf = ({ label, actor }: DemoIdentity, token: string): string =>
  `<option value="${token}"${actor === FIRST_ASKER ? ' selected' : ''}>${label}</option>`;

const halves = (text: string, at: string): readonly string[] => {
  const index = text.indexOf(at);
  if (index < 0) throw new TypeError(`GraphiQL's page has no ${at} any more.`);
  return [text.slice(0, index), text.slice(index + at.length)];
};

const scriptsIn = (page: string): readonly string[] =>
  [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script);

/** GraphiQL sets styles while it runs, carries its letters and pictures with it, and runs its editors in workers. */
const policyFor = (scripts: readonly string[]): string =>
  [
    "default-src 'none'",
    `script-src ${scripts.map((script) => `'sha256-${hashOf(script)}'`).join(' ')}`,
    "style-src 'unsafe-inline'",
    'font-src data:',
    'img-src data:',
    'worker-src blob:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const hashOf = (script: string): string => createHash('sha256').update(script).digest('base64');
