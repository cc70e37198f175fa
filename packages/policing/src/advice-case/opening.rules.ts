import { canonicalize, refuse } from '@wardbook/event-sourcing/pure';
import type { FieldsOf } from './advice-case.events.ts';
import type { AdviceCaseState } from './advice-case.state.ts';
import type { Capacity } from './codes.ts';

/** What is said on opening a case; POLICE is asked for by those who do not know whom the procedure is for. */
export type Opening = Omit<FieldsOf<'AdviceCaseOpened'>, 'capacity'> & {
  readonly capacity: Capacity | 'POLICE';
};

/** R-CASE-17: a case is about advice to the general public, not to police (S3:10). */
const notOfThePublic = ({ capacity }: Opening) =>
  capacity === 'POLICE'
    ? refuse(
        'R-CASE-17',
        'A case is only for advice to the public, not to the police. Do not open one for this.',
        'capacity',
      )
    : undefined;

/** R-CASE-17: a community, and nobody else, is advised in the capacity of one (S3:15). */
const neitherOneNorMany = ({ recipientKind, capacity }: Opening) =>
  (recipientKind === 'COMMUNITY') === (capacity === 'COMMUNITY')
    ? undefined
    : refuse(
        'R-CASE-17',
        'Advise a community as a community, and a person as a person. Check the capacity.',
        'capacity',
      );

/** R-CASE-17: advice during an investigation names the crime or incident under investigation (S3:12). */
const withoutInvestigation = ({ origin, linkedRef }: Opening) =>
  origin === 'INVESTIGATION' && linkedRef === undefined
    ? refuse('R-CASE-17', 'Give the reference of the crime or incident under investigation.', 'linkedRef')
    : undefined;

/** R-CASE-17: a spate is two incidents or more within an area (S3:15). */
const noSpate = ({ origin, incidents = [] }: Opening) =>
  origin === 'SPATE' && new Set(incidents).size < 2
    ? refuse('R-CASE-17', 'A spate is two or more incidents. Give the reference of each.', 'incidents')
    : undefined;

/** What the procedure is about, all in one. */
export const outOfScope = (opening: Opening) =>
  notOfThePublic(opening) ?? neitherOneNorMany(opening) ?? withoutInvestigation(opening) ?? noSpate(opening);

/** Whether a case was opened on these terms at that time already; an address is never compared. */
export const sameTerms = (
  { terms, openedAt }: AdviceCaseState,
  { premises, ...said }: Opening,
  at: string,
): boolean =>
  terms !== undefined &&
  openedAt === at &&
  canonicalize({ ...terms }) === canonicalize({ ...said, ...(premises && { premisesKind: premises.kind }) });
