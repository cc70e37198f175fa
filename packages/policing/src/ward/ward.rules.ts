import {
  changesAfter,
  entriesOf,
  guarded,
  refuse,
  spansBetween,
  stateOf,
  through,
  valueAt,
  valueIn,
  type Fact,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { sectorOf, type BoroughState } from '../borough/borough.state.ts';
import { alreadyBegun, notBegun, type By } from '../by.ts';
import { judgedAgain } from '../later.ts';
import { wardCode } from '../values.ts';
import { chairOf, type WardPanelState } from '../ward-panel/ward-panel.state.ts';
import type { WardEvent } from './ward.events.ts';
import { inptOf, notLive, priorityAt, sntOf, targetAt, wardHistory, type WardState } from './ward.state.ts';

/** R-WARD-4: a code names one ward while it lives; an abolished ward keeps its code for its history. */
export const codeInUse = ({ establishedAt }: WardState) =>
  establishedAt === undefined
    ? undefined
    : refuse('R-WARD-4', 'This code already names another ward. Check the code.', 'id');

interface Alias {
  readonly scheme: string;
  readonly alias: string;
}

/** What was told of what another register calls the ward. */
export const aliasOf = ({ aliases }: WardState, { scheme, alias }: Alias): Timeline<boolean> =>
  valueIn(aliases, `${scheme}:${alias}`) ?? [];

/** R-LIFE-1 for what other registers call the ward. */
export const notAnAlias = (state: WardState, alias: Alias, at: string) =>
  notBegun(valueAt(aliasOf(state, alias), at) === true ? at : undefined, at, 'alias', 'alias');

/** R-WARD-1: a ward is one Safer Neighbourhood (S1:26). */
export const secondNeighbourhood = ({ saferNeighbourhood }: WardState, name: string, at: string) =>
  [undefined, name].includes(valueAt(saferNeighbourhood, at))
    ? undefined
    : refuse(
        'R-WARD-1',
        'This ward already has the name of another Safer Neighbourhood. Rename that one.',
        'name',
      );

/** R-LIFE-1: what has no name yet is not renamed. */
export const unnamed = ({ saferNeighbourhood }: WardState, at: string) =>
  notBegun(saferNeighbourhood[0]?.from, at, 'Safer Neighbourhood', 'id');

/** R-WARD-2: a ward gets a team within the sector structure (S1:26). */
export const withoutSector = (borough: BoroughState, id: string, at: string) =>
  sectorOf(borough, id, at) === undefined
    ? refuse('R-WARD-2', 'This ward was in no sector at that time. Assign it to a sector first.', 'id')
    : undefined;

/** R-WARD-3: a ward belongs to one INPT at a time (S4:3). */
export const inAnotherInpt = (state: WardState, team: string, at: string) =>
  [undefined, team].includes(inptOf(state, at))
    ? undefined
    : refuse(
        'R-WARD-3',
        'This ward already belonged to another INPT. Release it from that team first.',
        'team',
      );

/** R-LIFE-1: no ward is released from a team that it does not have. */
export const inNoTeam = refuse(
  'R-LIFE-1',
  'This ward had no such team at that time. Check the ward and the time.',
  'id',
);

/** R-TIME-2: a ward that left one team did not leave another one, which it would have been given before that. */
const releasedFromAnother = (team: string, known: string | undefined) =>
  known !== undefined && known !== team;

/** R-WARD-6: a Safer Neighbourhoods team is the team of one ward (S1:26 "a ring-fenced team of officers for each Ward"). */
export const ofAnotherWard = (holder: WardState) =>
  holder.establishedAt === undefined
    ? undefined
    : refuse(
        'R-WARD-6',
        'This team is the Safer Neighbourhoods team of another ward. Release that ward from it first.',
        'team',
      );

/** Which team a ward of a borough would get, and from when until when. */
export interface WantedSnt {
  readonly ward: string;
  readonly team: string;
  readonly from: string;
  readonly to: string;
}

/** Until when a team that comes at an instant would stay: another follows, as far as is on record. */
export const sntUntil = ({ snt }: WardState, at: string): string =>
  changesAfter(snt, at)[0]?.from ?? '9999-12-31T23:59:59.999Z';

/**
 * A fact: the ward of the borough that has the team already. Each is looked at in turn, and none may move: two wards that
 * ask at once for one team do not both get it.
 */
export const holderIn = (borough: BoroughState, wanted: WantedSnt): Fact<WardState> =>
  firstWith(
    entriesOf(borough.wards)
      .map(([code]) => code)
      .filter((code) => code !== wanted.ward),
    wanted,
  );

const firstWith = ([code, ...others]: readonly string[], wanted: WantedSnt): Fact<WardState> =>
  code === undefined
    ? stateOf(wardHistory, undefined)
    : through(guarded(stateOf(wardHistory, code)), (known) =>
        has(known, wanted) ? stateOf(wardHistory, code) : firstWith(others, wanted),
      );

const has = ({ snt, abolishedAt }: WardState, { team, from, to }: WantedSnt): boolean =>
  spansBetween(snt, from, abolishedAt !== undefined && abolishedAt < to ? abolishedAt : to).some(
    ({ value }) => value === team,
  );

/** R-LIFE-2: no target is registered while it is one. */
export const alreadyATarget = (state: WardState, target: string, at: string) =>
  alreadyBegun(targetAt(state, target, at) && at, 'target', 'target');

/** R-LIFE-1 for targets: what is none, or no longer, is not retired. */
export const noTarget = (state: WardState, target: string, at: string) =>
  notBegun(targetAt(state, target, at) && at, at, 'target', 'target');

/** R-LIFE-1 for priorities. */
export const noLivePriority = (state: WardState, priority: string, at: string) =>
  priorityAt(state, priority, at) === 'LIVE'
    ? undefined
    : refuse(
        'R-LIFE-1',
        'This ward had no such live priority at that time. Check the priority and the time.',
        'priority',
      );

/** R-AUTH-2: for the community of a ward the chair of its own panel speaks, nobody of another panel. */
export const notItsChair = (panel: WardPanelState, { role, id }: By, at: string) =>
  role !== 'PANEL' || chairOf(panel, at) === id
    ? undefined
    : refuse('R-AUTH-2', 'Only the chair of the panel of this ward can do this.');

/** R-WARD-4: the GSS code of a ward has nine characters: `E05`, `W05`, `S13` or `N08`, and six digits. */
const malformedCode = (code: string) =>
  wardCode.safeParse(code).success
    ? undefined
    : refuse(
        'R-WARD-4',
        'Give the GSS code of each ward: E05, W05, S13 or N08, then six digits.',
        'successors',
      );

/** R-LIFE-2: a ward is abolished once; what was recorded of its end stays. */
export const abolishedOtherwise = ({ abolishedAt }: WardState) =>
  alreadyBegun(abolishedAt, 'end of the ward', 'id');

/** R-WARD-5: what comes after a ward is another ward of its borough, and is there on that day. */
export const noSuccessor = (
  { id, borough, at }: { readonly id: string; readonly borough: string | undefined; readonly at: string },
  code: string,
  known: Keyed<WardState>,
) => {
  const successor = valueIn(known, code) ?? wardHistory.initial;
  return (
    malformedCode(code) ??
    (code === id ? notAfterItself : undefined) ??
    notLive(successor, at, 'successors') ??
    (successor.borough === borough ? undefined : elsewhere)
  );
};

const notAfterItself = refuse(
  'R-WARD-5',
  'A ward does not come after itself. Give the wards that replace it.',
  'successors',
);
const elsewhere = refuse(
  'R-WARD-5',
  'A ward that comes after this one must lie in the same borough. Check the codes.',
  'successors',
);

const FROM_THEN_ON = 'Give it this team from that moment on.';

/** What later events of a ward rest on. */
export const wardStands = judgedAgain<WardEvent, WardState>({
  WardAliasAdded: [(_, state, at) => notLive(state, at, 'id'), 'an alias was added'],
  SaferNeighbourhoodNamed: [
    ({ name }, state, at) => notLive(state, at, 'id') ?? secondNeighbourhood(state, name, at),
    'the Safer Neighbourhood was named',
  ],
  SaferNeighbourhoodRenamed: [
    (_, state, at) => notLive(state, at, 'id'),
    'the Safer Neighbourhood was renamed',
  ],
  WardAssignedToInpt: [
    ({ team }, state, at) => notLive(state, at, 'id') ?? inAnotherInpt(state, team, at),
    'the ward joined an INPT',
  ],
  WardAssignedToSnt: [(_, state, at) => notLive(state, at, 'id'), 'the ward got a Safer Neighbourhoods team'],
  WardReleasedFromInpt: [
    ({ team }, state, at) => releasedFromAnother(team, inptOf(state, at)),
    'the ward left another INPT',
    FROM_THEN_ON,
  ],
  WardReleasedFromSnt: [
    ({ team }, state, at) => releasedFromAnother(team, sntOf(state, at)),
    'the ward lost another Safer Neighbourhoods team',
    FROM_THEN_ON,
  ],
  PromiseTargetRegistered: [
    ({ target }, state, at) => notLive(state, at, 'id') ?? alreadyATarget(state, target, at),
    'a target was registered',
  ],
  CommunityPriorityRecorded: [(_, state, at) => notLive(state, at, 'id'), 'a priority was recorded'],
  CommunityPriorityRefreshed: [
    ({ priority }, state, at) => noLivePriority(state, priority, at),
    'a priority was refreshed',
  ],
});
