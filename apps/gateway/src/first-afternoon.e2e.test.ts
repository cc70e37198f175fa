import { startBrowser, type Browser } from './testing/chromium.ts';
import { startServer, type Server } from './testing/server.ts';

describe('G-10: the first afternoon, in a browser whose network is cut', () => {
  let server: Server;
  let browser: Browser;
  beforeAll(async () => {
    server = await startServer({ WARDBOOK_STORE: 'memory:' });
    browser = await startBrowser(server.address);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const askAs = (label: string): Promise<unknown> =>
    browser.page.getByLabel('You ask as').selectOption({ label });
  const openTab = (name: string): Promise<void> => browser.page.getByRole('button', { name }).click();
  const run = (): Promise<void> => browser.page.getByRole('button', { name: /execute query/i }).click();
  const isAnswered = (word: string): Promise<boolean> =>
    browser.page
      .locator('.graphiql-response')
      .filter({ hasText: word })
      .waitFor({ timeout: 2_000 })
      .then(
        () => true,
        () => false,
      );
  /** GraphiQL takes a moment to see which operation a tab has that was just opened; a person does, too. */
  const runUntilAnswered = async (word: string): Promise<void> => {
    do await run();
    while (!(await isAnswered(word)));
  };

  test('the first click answers, as the council; the second tab accepts; the history shows it', async () => {
    const { page, strayed, complaints } = browser;
    await page.goto(server.address);
    await askAs('council, a partner agency');
    await run();
    expect(await isAnswered('Fennibrook')).toBe(true);
    expect(await isAnswered('RAISED')).toBe(true);

    await openTab('AcceptTheReferral');
    await runUntilAnswered('ACCEPTED');

    await openTab('HistoryOfTheReferral');
    await askAs('auditor');
    await runUntilAnswered('ReferralAccepted');
    expect({ strayed, complaints }).toEqual({ strayed: [], complaints: [] });
  });
});
