import { withRelease } from './changelog.ts';

const CHANGELOG = '# Changelog\n\nOne version for all.\n\n## 0.1.0\n\nThe first.\n';

const change = (summary: string, ...releases: readonly ['major' | 'minor' | 'patch' | 'none', string][]) => ({
  summary,
  releases: releases.map(([type, name]) => ({ type, name: `@wardbook/${name}` })),
});

test('a release is one section above the newest, a change once under the largest thing that it is to anybody', () => {
  const changes = [
    change('Say more.\n\nMuch more.', ['patch', 'policing'], ['minor', 'event-sourcing'], ['none', 'cli']),
    change('Forget no lamp.', ['patch', 'policing']),
    change('Nobody notices.', ['none', 'policing']),
  ];
  expect(withRelease(CHANGELOG, '0.2.0', changes)).toBe(
    [
      '# Changelog\n\nOne version for all.',
      '## 0.2.0',
      '### What is new\n\n- **event-sourcing, policing**: Say more.\n\n  Much more.',
      '### What is put right\n\n- **policing**: Forget no lamp.',
      '## 0.1.0\n\nThe first.\n',
    ].join('\n\n'),
  );
});

test('a version is not released twice', () => {
  expect(() => withRelease(CHANGELOG, '0.1.0', [])).toThrow('The changelog has a section 0.1.0 already.');
});

test('the first release of all needs no section before it', () => {
  expect(withRelease('# Changelog\n', '0.1.0', [change('All of it.', ['major', 'cli'])])).toBe(
    '# Changelog\n\n## 0.1.0\n\n### What breaks\n\n- **cli**: All of it.\n',
  );
});
