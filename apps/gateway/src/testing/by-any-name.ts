import { expect } from '@jest/globals';

// Jest runs this before each test file (jest.config.ts). Whatever policing's scenarios play comes to the same when its
// ids are called by names that objects inherit (E-01): in the domain, in the processes and in the gateway's views.
const { testPath = '' } = expect.getState();
// The laws make thousands of histories up.
if (testPath.includes('/packages/policing/') && !testPath.endsWith('/laws.test.ts')) {
  const [{ onStory, sameByAnyName }, { ASB_CATEGORIES, DEFAULT_SURVEY, policing }, { VIEWS }] =
    await Promise.all([
      import('@wardbook/event-sourcing/testing'),
      import('@wardbook/policing'),
      import('../views.ts'),
    ]);
  const codes: readonly string[] = [
    ...DEFAULT_SURVEY.checklist.flatMap(({ code, section }) => [code, section]),
    ...ASB_CATEGORIES,
  ];
  // Wards and boroughs have codes, policies are called by their numbers; these roles and teams are named in the rules.
  const isWord = (id: string): boolean =>
    /^(E0[59]\d{6}|[A-Z]\d{4}(\/\d+)?|SALO|CPO|SNT|INPT|SECTOR_INSPECTOR)$/.test(id) || codes.includes(id);
  onStory((story) => sameByAnyName(story, { views: VIEWS, processes: policing.processes, isWord }));
}
