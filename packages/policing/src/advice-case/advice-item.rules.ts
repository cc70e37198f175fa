import { canonicalize, onRecord, refuse, valueIn } from '@wardbook/event-sourcing/pure';
import { ELECTRONIC_TOPICS } from './codes.ts';
import { type Scheme, SCHEMES } from '../role/role.events.ts';
import type { AdviceLevel, Topic } from '../policy/policy.events.ts';
import type { PolicingCommand } from '../by.ts';
import { teamOf } from '../member/member.state.ts';
import type { AdviceVersion } from '../policy/policy.state.ts';
import { mayAdviseOn, postsHeldBy, representativeOf, type RolesState } from '../role/role.state.ts';
import { adviceRefused, type FieldsOf } from './advice-case.events.ts';
import type { AdviceCaseState } from './advice-case.state.ts';
import { isBlank } from './advice-case.rules.ts';
import type { Work } from './own-work.rules.ts';
import { PROHIBITIONS, prohibited, type Prohibition } from './prohibitions.ts';

/** One piece of advice, as the adviser puts it. */
export type GiveAdvice = Omit<
  FieldsOf<'AdviceGiven'>,
  'level' | 'basis' | 'legislation' | 'adviser' | 'adviserLevel' | 'policyVersion' | 'answerBy'
> & {
  readonly type: 'GiveAdvice';
  /** Left out, the measure's own level, or BASIC (S3:21). */
  readonly level?: AdviceLevel;
  readonly basis?: string;
  readonly legislation?: { readonly reference?: string; readonly accuracyConfirmed: boolean };
};

export type Giving = GiveAdvice & PolicingCommand;

/** On what a piece of advice is judged. */
export interface Grounds {
  readonly version: AdviceVersion;
  readonly roles: RolesState;
  readonly case: AdviceCaseState;
}

type Prohibited = (advice: Giving, grounds: Grounds) => Prohibition | undefined;

/** R-ROLE-1: whoever advises is in a post: a specialist in one of the register, others in a team (S0:3, S3:18). */
export const notInPost = (
  { occurredAt: at, by }: Giving,
  { homeRoles, sender }: Pick<Work, 'homeRoles' | 'sender'>,
) =>
  (by.role === 'SPECIALIST' ? postsHeldBy(homeRoles, by.id, at).length > 0 : teamOf(sender, at) !== undefined)
    ? undefined
    : refuse('R-ROLE-1', 'You can only give advice while you hold a post. You held none at that time.');

/** R-CASE-1: no advice without proper consideration of the circumstances (S3:20). */
export const circumstancesUnknown = ({ circumstances }: AdviceCaseState, at: string) =>
  circumstances.some((known) => known.at <= at)
    ? undefined
    : refuse('R-CASE-1', 'Record the circumstances before you give advice.', 'id');

/** R-CASE-5: never advice against a measure, whoever overrides (S3:25, 26). */
const negative: Prohibited = ({ stance }) => (stance === 'AGAINST' ? 'NEGATIVE' : undefined);

/** R-CASE-5: never advice that promises its effect, whoever overrides (S3:25, 26). */
const unproven: Prohibited = ({ certainty }) => (certainty === 'CLAIMED' ? 'CERTAIN' : undefined);

/** R-CASE-5: advice is a measure of the catalogue or a cited standard, and rests on a recognised source (S3:25). */
const unfounded: Prohibited = ({ measure, standard, topic, basis }, { version }) => {
  const known = version.measures.find(({ code }) => code === measure);
  if (measure === undefined && standard === undefined) return 'WITHOUT_MEASURE';
  if (measure !== undefined && !known) return 'UNKNOWN_MEASURE';
  if (known && known.topic !== topic) return 'OTHER_TOPIC';
  return basis !== undefined && version.sources.includes(basis) ? undefined : 'WITHOUT_BASIS';
};

/** R-CASE-4: Secured by Design and Park Mark are for the force's representative alone (S3:28). */
const notRepresentative: Prohibited = ({ occurredAt: at, by, topic }, { roles }) =>
  isScheme(topic) && representativeOf(roles, topic, at) !== by.id ? 'NOT_REPRESENTATIVE' : undefined;

const isScheme = (topic: Topic): topic is Scheme => (SCHEMES as readonly Topic[]).includes(topic);

/**
 * R-CASE-3: advice of a specialist's level takes a specialist in the topic; nothing overrides it (S0:11, S3:24). On
 * electronic security the softer rule of S3:27 stands in its place.
 */
const aboveLevel: Prohibited = (advice, grounds) =>
  !ELECTRONIC_TOPICS.includes(advice.topic) &&
  levelOf(advice, grounds.version) === 'SPECIALIST' &&
  adviserLevel(advice, grounds.roles) === 'BASIC'
    ? 'ABOVE_LEVEL'
    : undefined;

/** R-CASE-3: technical electronic security is better referred; a reason overrides it, until somebody says no (S3:27). */
const electronicSecurity: Prohibited = (advice, { roles }) =>
  needsOverride(advice, roles) && isBlank(advice.overrideReason) ? 'ELECTRONIC_SECURITY' : undefined;

/** Whether a reason is needed, and somebody who authorises it. */
export const needsOverride = (advice: Giving, roles: RolesState): boolean =>
  ELECTRONIC_TOPICS.includes(advice.topic) && adviserLevel(advice, roles) === 'BASIC';

/** R-CASE-7: cameras at a home are lawful when the view is reasonable and necessary; in doubt refer (S3:23). */
const cctvInDoubt: Prohibited = (advice, { roles, case: { terms } }) => {
  if (advice.topic !== 'CCTV_LAWFULNESS') return undefined;
  if (terms?.premisesKind !== 'HOME')
    return adviserLevel(advice, roles) === 'SPECIALIST' ? undefined : 'CCTV_NOT_DOMESTIC';
  const answers = [advice.cctv?.reasonable ?? 'UNKNOWN', advice.cctv?.necessary ?? 'UNKNOWN'];
  if (answers.includes('NO')) return 'CCTV_UNJUSTIFIED';
  return answers.includes('UNKNOWN') ? 'CCTV_IN_DOUBT' : undefined;
};

/** R-CASE-6: who interprets legislation cites it and is sure of its accuracy (S3:22). */
const unsureOfTheLaw: Prohibited = ({ legislation }) => {
  if (!legislation) return undefined;
  if (isBlank(legislation.reference)) return 'LAW_NOT_CITED';
  return legislation.accuracyConfirmed ? undefined : 'LAW_NOT_CONFIRMED';
};

/** R-CASE-10: advice is up to date, cost commensurate, balanced, proportionate, and for a purpose (S3:30). */
const untested: Prohibited = ({ fourTests, purposes }) => {
  const { upToDate, costCommensurate, balanced, proportionate } = fourTests;
  if (!(upToDate && costCommensurate && balanced && proportionate)) return 'UNTESTED';
  return purposes.length === 0 ? 'PURPOSELESS' : undefined;
};

const PROHIBITING: readonly Prohibited[] = [
  negative,
  unproven,
  unfounded,
  notRepresentative,
  aboveLevel,
  electronicSecurity,
  cctvInDoubt,
  unsureOfTheLaw,
  untested,
];

/** Prohibited advice is refused, and that it was is put on record, without what it said. */
export const prohibitedAdvice = (advice: Giving, grounds: Grounds) => {
  const because = PROHIBITING.map((prohibits) => prohibits(advice, grounds)).find((found) => found);
  if (!because) return undefined;
  const { contact, item, topic, by } = advice;
  const [rule] = PROHIBITIONS[because];
  return onRecord(
    prohibited(because),
    adviceRefused({ rule, because, contact, item, topic, adviser: by.id }),
  );
};

/** R-AUTH-2: a specialist advises on the topics of the post held. */
export const notOfThePost = ({ occurredAt: at, by, topic }: Giving, roles: RolesState) =>
  by.role !== 'SPECIALIST' || mayAdviseOn(roles, by.id, topic, at)
    ? undefined
    : refuse(
        'R-AUTH-2',
        'You can only advise on the topics of the post you hold. Refer this to somebody else.',
        'topic',
      );

/** Whether this very advice is on record already, of the same adviser and time; its free words are never compared. */
export const sameItem = (
  { items }: AdviceCaseState,
  advice: Giving,
  version: AdviceVersion | undefined,
): boolean => {
  const known = valueIn(items, advice.item);
  if (known?.given.at !== advice.occurredAt || known.adviser !== advice.by.id) return false;
  const { contact, topic, measure, standard, stance, certainty, cctv, fourTests, purposes } = advice;
  const { basis = '', legislation: { reference = '', accuracyConfirmed } = {} } = advice;
  const said = { contact, topic, measure, standard, stance, certainty, cctv, fourTests, purposes, basis };
  const law = advice.legislation && { reference, accuracyConfirmed };
  const level = version ? levelOf(advice, version) : known.level;
  const {
    adviser: _a,
    adviserLevel: _l,
    policyVersion: _v,
    given: _g,
    noted: _n,
    overridden: _o,
    ...was
  } = known;
  return canonicalize({ ...was }) === canonicalize({ ...said, legislation: law, level });
};

/**
 * The level of an item, never lower than what it names: that of its measure; a standard without a measure of the
 * catalogue is for a specialist (S3:24). Who claims more is held to that.
 */
export const levelOf = (
  { level = 'BASIC', measure, standard }: GiveAdvice,
  { measures }: AdviceVersion,
): AdviceLevel => {
  const known = measures.find(({ code }) => code === measure);
  return known?.level === 'SPECIALIST' || (known === undefined && standard !== undefined)
    ? 'SPECIALIST'
    : level;
};

/** A specialist is one on the topics of the post held, and on no other. */
export const adviserLevel = ({ occurredAt: at, by, topic }: Giving, roles: RolesState): AdviceLevel =>
  mayAdviseOn(roles, by.id, topic, at) ? 'SPECIALIST' : 'BASIC';
