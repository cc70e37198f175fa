import { londonMonth, monthStart } from '@wardbook/policing';
import { CAMDEN, FORTUNE_GREEN, KILBURN } from '../../demo/camden.ts';
import { FORCE } from '../../demo/told.ts';
import { the } from './step.ts';

// Who and what of the demonstration the steps name.

export const ADMIN = 'ADMIN admin-1';
export const INSPECTOR = 'INSPECTOR inspector-inpt';
export const SERGEANT = 'SUPERVISOR sergeant-1';
export const RECORDS = 'RECORDS records-1';
export const CPA = 'SPECIALIST cpa-1';
export const COUNCIL = 'PARTNER council-1 demonstration-council';
export const PC = `OFFICER pc-${KILBURN}`;
export const PCSO = `PCSO pcso-${KILBURN}`;
export const CHAIR = `PANEL panel-chair-${KILBURN} panel-${KILBURN}`;
export const ELSEWHERE = `OFFICER pc-${FORTUNE_GREEN}`;

export const INPT = the('Team', 'inpt-1');
export const SNT = the('Team', `snt-${KILBURN}`);
export const OFFICER_ID = the('Member', `pc-${KILBURN}`);
export const PCSO_ID = the('Member', `pcso-${KILBURN}`);
export const INSPECTOR_ID = the('Member', 'inspector-inpt');
export const SERGEANT_ID = the('Member', 'sergeant-1');
export const DETECTIVE_ID = the('Member', 'detective-1');

export const borough = { boroughCode: CAMDEN.code };
export const kilburn = { wardCode: KILBURN };
export const force = { force: FORCE };
/** A ward that the steps establish, and abolish. */
export const newWard = { wardCode: 'E05000998' };

export const HASH = 'a'.repeat(64);
export const FAR = '2040-01-01T09:00:00Z';
export const THIS_MONTH = londonMonth(new Date().toISOString());
export const LAST_MONTH = londonMonth(new Date(Date.parse(monthStart(THIS_MONTH)) - 1).toISOString());
