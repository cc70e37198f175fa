import { QUESTIONS, type Question } from './demo/questions.ts';
import { IDENTITIES } from './demo/people.ts';
import { tellStory } from './demo/tell.ts';
import type { ReadToken } from './identity.ts';
import { settingsFrom } from './settings.ts';
import { openWardbook, type Wardbook } from './wardbook.ts';

/** When the demonstration of the page is told: the same page comes of the same code. UTC. */
const TOLD_AT = '2026-11-20T12:00:00.000Z';

const silent = (): void => undefined;

const byLabel: ReadToken = async (label = '') => {
  const identity = IDENTITIES.find((one) => one.label === label);
  if (!identity) throw new TypeError(`Nobody of the demonstration is called ${label}.`);
  const { actor: id, role, agency } = identity;
  return { by: { id, role, agency }, clientId: 'questions' };
};

/** Every question with the answer that the demonstration gives, as Markdown. Throws `TypeError` where one is not answered. */
export const questionsPage = async (notice: string): Promise<string> => {
  const now = (): number => Date.parse(TOLD_AT);
  const wardbook = await openWardbook(
    { ...settingsFrom({ WARDBOOK_STORE: 'memory:' }), port: 0 },
    { now, log: { warn: silent, error: silent, info: silent }, identify: byLabel },
  );
  try {
    await tellStory(wardbook.store, wardbook.engine, now);
    await wardbook.caughtUp();
    const chapters: string[] = [];
    for (const { title, questions } of QUESTIONS) {
      const sections: string[] = [];
      for (const question of questions) sections.push(await sectionOf(question, wardbook));
      chapters.push(`## ${title}\n\n${sections.join('\n\n')}`);
    }
    return `${notice}\n\n${INTRODUCTION}\n\n${chapters.join('\n\n')}\n`;
  } finally {
    await wardbook.stop();
  }
};

const INTRODUCTION = `# Questions

What people ask, as a query, and what the demonstration answers, told at noon on ${TOLD_AT.slice(0, 10)}. Each is answered from read models that follow the log: with \`atLeast\`, the token of a receipt, an answer is no older than what you wrote, or \`STALE_READ\`; without it, it is a moment behind at most, and \`/readyz\` says whether it keeps up. What somebody may not see is null ([words](words.md)). Lists are pages: \`first\`, \`after\` ([the API](api.md)).`;

const sectionOf = async ({ asks, who, document, beside }: Question, { app }: Wardbook): Promise<string> => {
  const response = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { authorization: who },
    payload: { query: document },
  });
  const { data, errors } = response.json<{ readonly data?: object; readonly errors?: readonly object[] }>();
  if (!data || errors) throw new TypeError(`“${asks}” is not answered: ${JSON.stringify(errors)}`);
  return [
    `### ${asks}`,
    `Asked by: ${who}.${beside === undefined ? '' : ` ${beside}`}`,
    `\`\`\`graphql\n${document.trim()}\n\`\`\``,
    `\`\`\`json\n${JSON.stringify(data, null, 2)}\n\`\`\``,
  ].join('\n\n');
};
