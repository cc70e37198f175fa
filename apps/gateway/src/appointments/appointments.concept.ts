import { appointments } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { ownForceOnly } from '../record-agency.ts';
import { appointmentsBoard } from './appointments-board.view.ts';
import * as inputs from './appointments.input.ts';
import { AppointmentsResolver } from './appointments.resolver.ts';
import { AppointmentsType } from './appointments.type.ts';

/** The appointments of a day, for police and the control room of the force whose area it is, and auditors. */
export const appointmentsConcept = concept({
  kind: 'Appointments',
  type: AppointmentsType,
  decider: appointments,
  board: appointmentsBoard,
  inputs,
  resolvers: [AppointmentsResolver],
  readFor: 'VISIT',
  shownTo: ownForceOnly(appointments),
});
