import { parse, print, type NameNode } from 'graphql';

/** What programs of a council, a force and an auditor ask and send: every client and every generator here is given these. */
export const OPERATIONS = `
  fragment Party on ReferralParty { role agency { id name } }
  fragment Words on PersonalText { __typename ... on OpenText { text } }
  fragment ReferralInList on Referral { id version standing topic dueAt isOverdue requestedHelp { ...Words } }

  query Inbox($first: Int!, $after: String, $direction: ReferralDirection) {
    referrals(first: $first, after: $after, direction: $direction) {
      edges { cursor node { ...ReferralInList } }
      pageInfo { hasNextPage endCursor }
    }
  }
  query ReferralInFull($id: ID!, $atLeast: String) {
    referral(id: $id, atLeast: $atLeast) {
      ...ReferralInList
      from { ...Party } to { ...Party }
      ward { id code name }
      parent { id } case { id standing } subject { id }
    }
  }
  query Wards($first: Int!, $after: String) {
    wards(first: $first, after: $after) {
      edges { node { id code name promises(first: 5) { edges { node { id statement } } } } }
      pageInfo { hasNextPage endCursor }
    }
  }
  query Found($id: ID!) {
    node(id: $id) { __typename id ... on Ward { code } ... on Agency { name } ... on Referral { ...ReferralInList } }
  }
  query Agencies($first: Int!, $after: String, $kind: AgencyKind) {
    agencies(first: $first, after: $after, kind: $kind) {
      edges { node { id name agreements { key legalBasis from until } } }
      pageInfo { hasNextPage endCursor }
    }
  }
  query AccessLog($subject: String, $first: Int!) {
    accessLog(subject: $subject, first: $first) { edges { node { key at actor type fields } } pageInfo { endCursor } }
  }
  query History($stream: String!, $asAt: DateTime, $day: LondonDay) {
    events(stream: $stream, asAt: $asAt) { edges { node { key type occurredAt data } } }
    visits(dueOn: $day) { edges { node { id } } }
  }

  fragment Error on UserError {
    __typename message path
    ... on RuleViolation { rule } ... on InvalidInput { constraint } ... on VersionConflict { expected actual }
  }
  fragment Receipt on CommandReceipt { commandId recordId version token replayed warnings { rule message } }

  mutation AcceptReferral($input: AcceptReferralInput!) {
    acceptReferral(input: $input) { receipt { ...Receipt } userErrors { ...Error } referral { ...ReferralInList } }
  }
  mutation RaiseReferral($input: RaiseReferralInput!) {
    raiseReferral(input: $input) { receipt { ...Receipt } userErrors { ...Error } referral { ...ReferralInList } }
  }
  mutation RegisterAgency($input: RegisterAgencyInput!) {
    registerAgency(input: $input) { receipt { ...Receipt } userErrors { ...Error } agency { id name version } }
  }
  mutation RenameAgency($input: RenameAgencyInput!) {
    renameAgency(input: $input) { receipt { ...Receipt } userErrors { ...Error } agency { id name version } }
  }
  mutation AgreeSharing($input: AgreeSharingInput!) {
    agreeSharing(input: $input) { userErrors { ...Error } agency { id agreements { key legalBasis from until } } }
  }
`;

const definitions = parse(OPERATIONS).definitions;

const nameOf = ({ name }: { readonly name?: NameNode | undefined }): string | undefined => name?.value;

/** One of the operations as a document of its own, with the fragments that it needs. */
export const operationText = (name: string): string => {
  const texts = new Map<string, string>();
  const take = (wanted: string): void => {
    if (texts.has(wanted)) return;
    const found = definitions.find((one) => 'name' in one && nameOf(one) === wanted);
    if (!found) throw new TypeError(`No operation and no fragment is called ${wanted}.`);
    const text = print(found);
    texts.set(wanted, text);
    for (const [, fragment = ''] of text.matchAll(/\.\.\.(?!on\b)(\w+)/g)) take(fragment);
  };
  take(name);
  return [...texts.values()].join('\n');
};
