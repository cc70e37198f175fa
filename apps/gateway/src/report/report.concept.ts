import { report } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { PointOrTokenArgs } from '../point-args.ts';
import { ownForceOnly } from '../record-agency.ts';
import { retentionOf } from '../retention/retention.resolver.ts';
import { reportBoard } from './report-board.view.ts';
import * as inputs from './report.input.ts';
import { ReportAnswerResolver, ReportResolver } from './report.resolver.ts';
import { ReportType } from './report.type.ts';

/** A report of the public, for the force that it was made to, and auditors; how far it has come, for whoever passed it on. */
export const reportConcept = concept({
  kind: 'Report',
  type: ReportType,
  decider: report,
  board: reportBoard,
  inputs,
  query: {
    needs: 'CASE',
    description: 'One report of the public to your force, now or at a moment of its history.',
    takes: PointOrTokenArgs,
  },
  resolvers: [ReportResolver, ReportAnswerResolver, retentionOf(() => ReportType, report)],
  readFor: 'REPORT',
  shownTo: ownForceOnly(report),
});
