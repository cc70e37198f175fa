import { refuse, type Ids } from '@wardbook/event-sourcing/pure';
import { BOROUGH_CODE, IDENTIFIER, WARD_CODE } from './values.ts';

/** R-AUTH-3: nobody begins what another agency has begun. */
const TAKEN = refuse(
  'R-AUTH-3',
  'This reference is already another agency\u2019s. Choose another one.',
  'id',
);

/**
 * R-WARD-4: a ward, and the panel of a ward, is named by its GSS code.
 * @example
 * const wardLights = { name: 'wardLights', ids: WARD_IDS };
 * isIdOf(wardLights, 'E05000140'); // true
 */
export const WARD_IDS: Ids = {
  pattern: WARD_CODE,
  otherwise: refuse('R-WARD-4', 'A ward is named by its GSS code, for example E05000140.', 'id'),
  taken: TAKEN,
};

/**
 * R-ID-1 for a borough: the GSS code of its local authority.
 * @example
 * const boroughLights = { name: 'boroughLights', ids: BOROUGH_IDS };
 * isIdOf(boroughLights, 'E09000007'); // true
 */
export const BOROUGH_IDS: Ids = {
  pattern: BOROUGH_CODE,
  otherwise: refuse('R-ID-1', 'A borough is named by its GSS code, for example E09000007.', 'id'),
  taken: TAKEN,
};

/**
 * R-ID-1: an id is one that we or a register gave, never a name.
 * @example
 * const gate = { name: 'gate', ids: REGISTER_IDS };
 * isIdOf(gate, 'Mrs Juniper'); // false
 */
export const REGISTER_IDS: Ids = {
  pattern: IDENTIFIER,
  otherwise: refuse(
    'R-ID-1',
    'An id has 1 to 120 letters, digits or . _ : @ -, and begins with a letter or a digit.',
    'id',
  ),
  taken: TAKEN,
};

/** The ids of what is a force's by its id (R-AUTH-3): the code of the force, a dot, and what it is called there. */
export const FORCE_IDS: Omit<Ids, 'otherwise'> = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9_:@-]{0,59}\.[A-Za-z0-9][A-Za-z0-9._:@-]{0,49}$/,
  taken: TAKEN,
};

/** R-AUTH-3: whose such a record is, whoever began it. */
export const forceOf = (id: string): string => id.slice(0, id.indexOf('.'));
