import { canonicalize, refuse, type Refusal } from '@wardbook/event-sourcing/pure';
import type { By } from '../by.ts';
import type { FieldsOf } from './advice-case.events.ts';
import type { AdviceCaseState } from './advice-case.state.ts';
import type { Capacity } from './codes.ts';

/** What is said on opening a case; POLICE is asked for by those who do not know whom the procedure is for. */
export type Opening = Omit<FieldsOf<'AdviceCaseOpened'>, 'capacity'> & {
  readonly capacity: Capacity | 'POLICE';
};

/** R-CASE-17: a case is about advice to the general public, not to police (S3:10). */
const notOfThePublic = ({ capacity }: Opening): Refusal | undefined =>
  capacity === 'POLICE'
    ? refuse(
        'R-CASE-17',
        'The procedure is about advice to the public; this is out of its scope.',
        'capacity',
      )
    : undefined;

/** R-CASE-17: a community, and nobody else, is advised in the capacity of one (S3:15). */
const neitherOneNorMany = ({ recipientKind, capacity }: Opening): Refusal | undefined =>
  (recipientKind === 'COMMUNITY') === (capacity === 'COMMUNITY')
    ? undefined
    : refuse('R-CASE-17', 'A community is advised as a community, a person as a person.', 'capacity');

/** R-CASE-17: advice during an investigation names the crime or incident under investigation (S3:12). */
const withoutInvestigation = ({ origin, linkedRef }: Opening): Refusal | undefined =>
  origin === 'INVESTIGATION' && linkedRef === undefined
    ? refuse('R-CASE-17', 'Name the crime or incident under investigation.', 'linkedRef')
    : undefined;

/** R-CASE-17: a spate is two incidents or more within an area (S3:15). */
const noSpate = ({ origin, incidents = [] }: Opening): Refusal | undefined =>
  origin === 'SPATE' && new Set(incidents).size < 2
    ? refuse('R-CASE-17', 'A spate is two incidents or more; name them.', 'incidents')
    : undefined;

/** What the procedure is about, all in one. */
export const outOfScope = (opening: Opening): Refusal | undefined =>
  notOfThePublic(opening) ?? neitherOneNorMany(opening) ?? withoutInvestigation(opening) ?? noSpate(opening);

/** R-AUTH-2: whoever opens a case is its officer; supervisors open them for others. */
export const notOwnCase = ({ role, id }: By, officerInCase: string): Refusal | undefined =>
  role === 'SUPERVISOR' || role === 'INSPECTOR' || id === officerInCase
    ? undefined
    : refuse('R-AUTH-2', 'Open your own cases; supervisors assign them.', 'officerInCase');

/** Whether a case was opened on these terms already; an address is never compared. */
export const sameTerms = ({ terms }: AdviceCaseState, { premises, ...said }: Opening): boolean =>
  terms !== undefined &&
  canonicalize({ ...terms }) === canonicalize({ ...said, ...(premises && { premisesKind: premises.kind }) });
