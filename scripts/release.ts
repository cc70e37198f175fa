import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { getReleasePlan } from '@changesets/get-release-plan';
import { withRelease } from './changelog.ts';
import { holdSchema } from './released-schema.ts';

// Changesets itself would write a changelog into every package, and repeat in each the version that all of them carry.
const { changesets, releases } = await getReleasePlan(process.cwd());
const version = releases.find(({ type }) => type !== 'none')?.newVersion;
if (version === undefined) throw new TypeError('Nothing in .changeset asks for a release.');
const changelog = withRelease(readFileSync('CHANGELOG.md', 'utf8'), version, changesets);
const today = new Date().toISOString().slice(0, 10);
process.stdout.write(await holdSchema(process.cwd(), today, true));
execFileSync('changeset', ['version'], { stdio: 'inherit' });
writeFileSync('CHANGELOG.md', changelog);
