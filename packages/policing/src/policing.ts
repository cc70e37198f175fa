import type { AnyDecider, AnyProcess } from '@wardbook/event-sourcing';
import { borough } from './borough/borough.ts';
import { member } from './member/member.ts';
import { promiseAgreement } from './promise/promise-agreement.process.ts';
import { promisePeriods } from './promise/promise-periods.process.ts';
import { promise } from './promise/promise.ts';
import { team } from './team/team.ts';
import { wardPanel } from './ward-panel/ward-panel.ts';
import { wardCover } from './ward/ward-cover.process.ts';
import { ward } from './ward/ward.ts';

/** Every decider of policing; a stream's category names its decider. */
export const DECIDERS: readonly AnyDecider[] = [borough, ward, member, team, wardPanel, promise];

/** Every process of policing: what one stream's events ask of another. */
export const PROCESSES: readonly AnyProcess[] = [wardCover, promiseAgreement, promisePeriods];
