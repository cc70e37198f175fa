import { begun } from '../begun.ts';
import type { Context } from '../context.ts';
import type { Shown } from '../read.ts';
import { isFor } from '../record-agency.ts';
import { subjectBoard, type SubjectCard } from './subject-board.view.ts';

/** A person's record, for police and records staff of the force that registered it, and auditors. */
export const findSubject = async (
  context: Pick<Context, 'by' | 'history' | 'read' | 'scopes'>,
  key: string,
): Promise<Shown<SubjectCard> | null> => {
  const row = begun(await context.read.find(subjectBoard, key));
  return row && context.scopes.has('CASE') && (await isFor(context, `subject-${key}`)) ? row : null;
};
