import { refuse, valueIn, valuesOf, type Keyed } from '@wardbook/event-sourcing/pure';
import type { Criterion } from '../criteria.ts';
import { isRegistered, type AgencyState } from '../agency/agency.state.ts';
import { notBegun, type By } from '../by.ts';
import { londonDay } from '../london.ts';
import { recommendationOf, surveyedFor, type SurveyState } from '../survey/survey.state.ts';
import { notLive, type WardState } from '../ward/ward.state.ts';
import type { Device, InitiativeKind, InitiativePremises } from './initiative.events.ts';
import {
  admissionAt,
  areaAt,
  isOpenInitiative,
  isWithinDays,
  premisesOf,
  stoodAt,
  type Admission,
  type InitiativeState,
} from './initiative.state.ts';

/** R-LIFE-1 for initiatives. */
export const notProposed = (state: InitiativeState, at: string) =>
  notBegun(state.proposedAt, at, 'initiative', 'id');

/** R-LIFE-1: nothing more is done in an initiative that is closed. */
export const notOpen = (state: InitiativeState, at: string) =>
  notProposed(state, at) ??
  (isOpenInitiative(state, at)
    ? undefined
    : refuse('R-LIFE-1', 'This initiative was closed by then. Check the time, or reopen it first.', 'id'));

/** R-LIFE-1: only what is closed is opened again. */
export const notClosed = (state: InitiativeState, at: string) =>
  notProposed(state, at) ??
  (isOpenInitiative(state, at)
    ? refuse('R-LIFE-1', 'This initiative was open at that time: there is nothing to reopen.', 'id')
    : undefined);

/** R-INI-1: the kinds are open: what is none of them says what it is (S0:5). */
export const unnamed = (kind: InitiativeKind, label: string | undefined) =>
  kind === 'OTHER' && label === undefined
    ? refuse('R-INI-1', 'Say in a few words what kind of initiative it is.', 'label')
    : undefined;

/** R-INI-4: a partner leads for as long as it is on the register of agencies, whatever its kind (S2:13). */
export const unregisteredLead = ({ role }: By, lead: AgencyState, at: string) =>
  role === 'PARTNER' && !isRegistered(lead, at)
    ? refuse(
        'R-INI-4',
        'Your agency was not on the register at that time. Ask an administrator of the police to register it.',
        'id',
      )
    : undefined;

/** R-INI-4: whoever organises it beside the lead is another agency on the register (S2:13). */
export const unfitOrganisers = (
  organisers: readonly string[],
  lead: string,
  found: Keyed<AgencyState | WardState>,
  at: string,
) => {
  const wrong = organisers.findIndex((id) => id === lead || !isRegistered(agencyIn(found, id), at));
  if (wrong < 0) return undefined;
  return organisers[wrong] === lead
    ? refuse('R-INI-4', 'Your own agency leads it already. Name others.', `organisers.${wrong}`)
    : refuse(
        'R-INI-4',
        'There was no such agency on the register at that time. Check the agency.',
        `organisers.${wrong}`,
      );
};

export const agencyKey = (id: string): string => `agency ${id}`;
export const wardKey = (code: string): string => `ward ${code}`;

const NOBODY: Pick<AgencyState, 'registeredAt' | 'endedAt'> = {};
const agencyIn = (found: Keyed<AgencyState | WardState>, id: string): AgencyState => {
  const known = valueIn(found, agencyKey(id));
  return known && 'capabilities' in known ? known : (NOBODY as AgencyState);
};

/** R-LIFE-1 and R-WARD-5: an initiative is for wards that are there; R-INI-5: each is counted once. */
export const unfitArea = (
  area: readonly { readonly ward: string }[],
  found: Keyed<AgencyState | WardState>,
  at: string,
) => {
  const wards = area.map(({ ward }) => ward);
  if (new Set(wards).size < wards.length)
    return refuse('R-INI-5', 'Name each ward once, with all its eligible dwellings.', 'area');
  return wards.reduce<ReturnType<typeof notLive<`area.${number}.ward`>>>((refusal, code, index) => {
    const known = valueIn(found, wardKey(code));
    return (
      refusal ?? (known && 'saferNeighbourhood' in known ? notLive(known, at, `area.${index}.ward`) : refusal)
    );
  }, undefined);
};

/** R-INI-5: what lasts ends on its last day, and that is not before its first. */
export const endsFirst = ({ from, until }: { readonly from: string; readonly until?: string | undefined }) =>
  until !== undefined && until < from
    ? refuse('R-INI-5', 'The last day cannot be before the first. Check both.', 'until')
    : undefined;

/** R-LIFE-1: whoever pays, or fits, is on the register of agencies, or is the sender's own agency. */
export const unknownAgency = <Path extends string>(
  id: string,
  { by, known, at }: { readonly by: By; readonly known: AgencyState; readonly at: string },
  path: Path,
) =>
  id === by.agency || isRegistered(known, at)
    ? undefined
    : refuse('R-LIFE-1', 'There was no such agency on record at that time. Check the agency.', path);

interface Consultation {
  readonly asked: number;
  readonly responded: number;
  readonly agreed: number;
  readonly closedOn: string;
}

/** R-INI-5: of those who were asked some answer, of those some agree; and nobody counts before the last day is over. */
export const miscounted = ({ asked, responded, agreed, closedOn }: Consultation, at: string) => {
  if (responded > asked)
    return refuse('R-INI-5', 'No more people can respond than were asked. Check both.', 'responded');
  if (agreed > responded)
    return refuse('R-INI-5', 'No more people can agree than responded. Check both.', 'agreed');
  return closedOn > londonDay(at)
    ? refuse(
        'R-INI-5',
        'The consultation was open at that time. Record it once its last day has come.',
        'closedOn',
      )
    : undefined;
};

/** R-INI-5: what came after is counted when it is over. */
export const evaluatedEarly = (until: string, at: string) =>
  until > londonDay(at)
    ? refuse('R-INI-5', 'This period was not over by then. Evaluate it afterwards.', 'until')
    : undefined;

/** R-LIFE-1: what ends had begun, and was not over. */
export const notStanding = <Path extends string>(
  known: Parameters<typeof stoodAt>[0],
  { at, thing, path }: { readonly at: string; readonly thing: string; readonly path: Path },
) => (stoodAt(known, at) ? undefined : notBegun(undefined, at, thing, path));

/** R-INI-2: who may take part is said before, and attested when they do: no birth date is asked for (S0:5). */
export const notEligible = (
  { terms }: InitiativeState,
  { kind, criteria }: { readonly kind: InitiativePremises; readonly criteria: readonly Criterion[] },
) => {
  const missing = (terms?.criteria ?? []).filter((one) => !criteria.includes(one));
  if (missing.length > 0)
    return refuse(
      'R-INI-2',
      `This initiative is for somebody who is ${missing.map((one) => IN_WORDS[one]).join(', and ')}. Attest that, or leave these premises out.`,
      'criteria',
    );
  return terms?.premisesKinds.includes(kind) === false
    ? refuse('R-INI-2', 'This initiative is for premises of other kinds. Check the kind.', 'kind')
    : undefined;
};

const IN_WORDS: Readonly<Record<Criterion, string>> = {
  AGE_60_PLUS: '60 or older',
  UNDER_18: 'younger than 18',
  VULNERABLE: 'vulnerable',
  REPEAT_VICTIM: 'a victim once more',
};

/** R-INI-2: an initiative takes in what lies in its area. */
export const outsideArea = (state: InitiativeState, ward: string, at: string) =>
  areaAt(state, at).includes(ward)
    ? undefined
    : refuse(
        'R-INI-2',
        'This ward was not in the area of the initiative at that time. Check the ward, or change the area first.',
        'ward',
      );

/** R-LIFE-2: premises are taken in once, until they are withdrawn. */
export const alreadyIn = (state: InitiativeState, premises: string, at: string) =>
  admissionAt(state, premises, at)
    ? refuse(
        'R-LIFE-2',
        'These premises were taken in by then. Check their name, or withdraw them first.',
        'premises',
      )
    : undefined;

/** R-LIFE-1: nothing is fitted at, or withdrawn of, premises that take no part. */
export const notIn = (state: InitiativeState, premises: string, at: string) =>
  admissionAt(state, premises, at)
    ? undefined
    : refuse(
        'R-LIFE-1',
        'These premises took no part in the initiative at that time. Admit them first, or check the time.',
        'premises',
      );

/** R-INI-7: what an initiative is to do for a survey was recommended by it, and is not done yet; a partner does its own. */
export const noSuchRecommendation = (
  survey: SurveyState,
  key: string,
  { by, at }: { readonly by: By; readonly at: string },
) => {
  const found = recommendationOf(survey, key, at);
  const isTheirs = by.role !== 'PARTNER' || found?.agency === by.agency;
  if (!found || !isTheirs)
    return refuse(
      'R-INI-7',
      'No such recommendation was made by then. Check the survey and the recommendation.',
      'recommendation',
    );
  return found.standing === 'OPEN'
    ? undefined
    : refuse(
        'R-INI-7',
        'This recommendation was not open any more. Leave it out, or have it reopened first.',
        'recommendation',
      );
};

/**
 * R-INI-7: what was recommended for one home is not done at another. Whom a partner names is of its own records, which
 * no survey knows.
 */
export const recommendedElsewhere = (
  survey: SurveyState,
  {
    recommendation: { recommendation: key },
    ward,
    recipient,
    by: { role },
  }: {
    readonly recommendation: { readonly recommendation: string };
    readonly ward: string;
    readonly recipient?: string;
    readonly by: By;
  },
) => {
  if (recommendationOf(survey, key)?.ward !== ward)
    return refuse('R-INI-7', 'This was recommended for premises in another ward. Check both.', 'ward');
  const surveyed = surveyedFor(survey);
  return role === 'PARTNER' || recipient === undefined || surveyed === undefined || surveyed === recipient
    ? undefined
    : refuse(
        'R-INI-7',
        'This was recommended to somebody else. Check the recipient, and the recommendation.',
        'recipient',
      );
};

/**
 * R-REF-1: where somebody lives is kept by the agency that leads: another one tells it no more than a referral does, under
 * an agreement, which respects how the person is reached (8.7 "Victims").
 */
export const addressOfAnother = (
  { kind, recipient }: Pick<Admission, 'kind' | 'recipient'>,
  address: unknown,
  { by, lead }: { readonly by: By; readonly lead: string },
) =>
  address === undefined || by.agency === lead || (kind !== 'HOME' && recipient === undefined)
    ? undefined
    : refuse(
        'R-REF-1',
        'Another agency leads this. Leave the address out, and refer the person to it where it has to know.',
        'address',
      );

/** R-INI-3: gates close an alley once whoever it concerns was asked, and for as long as the law allows it (S0:5). */
export const gatesNotReady = (state: InitiativeState, devices: readonly Device[], at: string) => {
  if (state.terms?.kind !== 'ALLEY_GATING' && !devices.includes('ALLEY_GATE')) return undefined;
  const missing = [
    ...(isConsulted(state, at) ? [] : ['a consultation that has closed']),
    ...(isLawful(state, at) ? [] : ['a legal basis that was in force on that day']),
  ];
  return missing.length === 0
    ? undefined
    : refuse(
        'R-INI-3',
        `Gates need more than is on record: ${missing.join(', and ')}. Record it first.`,
        'id',
      );
};

const isConsulted = ({ consultations }: InitiativeState, at: string): boolean =>
  valuesOf(consultations).some((one) => stoodAt(one, at) && one.said.closedOn <= londonDay(at));

const isLawful = ({ legalBases }: InitiativeState, at: string): boolean =>
  valuesOf(legalBases).some((one) => stoodAt(one, at) && isWithinDays(one.said, at));

/** R-INI-6: what was fitted is there: the same device is fitted once at the same premises. */
export const fittedTwice = (state: InitiativeState, premises: string, devices: readonly Device[]) =>
  devices.some((device) => valueIn(premisesOf(state, premises).fitted, device) !== undefined)
    ? refuse(
        'R-INI-6',
        'Some of this is on record as fitted there already. Leave it out, or check the premises.',
        'devices',
      )
    : undefined;
