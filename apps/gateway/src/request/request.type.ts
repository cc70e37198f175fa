import { ObjectType } from 'type-graphql';
import { AuthorityRequest } from '../authority-request.type.ts';
import { Group, RecordId } from '../fields.ts';
import { connectionOf } from '../page.ts';
import { Needs } from '../scope.ts';
import { IsRow } from '../weights.ts';

@ObjectType({ description: 'What somebody asked another to authorise, and in which record.' })
@Needs('CASE')
@IsRow()
export class RequestInRecord {
  @Group(() => AuthorityRequest, 'Who asked, and what came of it.') authority!: AuthorityRequest;
  @RecordId('The global id of the record in which it was asked; its `key` names it there.') recordId!: string;
}

export const RequestConnection = connectionOf('RequestInRecord', () => RequestInRecord);
