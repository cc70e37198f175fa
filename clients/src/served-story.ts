import { tellStory } from '@wardbook/gateway/demo';
import { wardbookServed, type Served } from '@wardbook/gateway/served';

/** What went over the wire. */
interface Exchange {
  readonly method: string;
  /** Whether the document itself was sent, or only its hash. */
  readonly hasDocument: boolean;
  readonly status: number;
}

/** A whole Wardbook with the demonstration's borough in it, behind a socket, and what clients need to talk to it. */
export interface Story extends Served {
  readonly url: string;
  /** `fetch` with the token of somebody of this role. */
  readonly fetchAs: (role: string) => Promise<typeof fetch>;
  /** What was sent since it was last asked. */
  readonly exchanged: () => readonly Exchange[];
  /** The answers to so many of the next requests are lost on their way back. */
  readonly loseAnswers: (count: number) => void;
}

export const servedStory = async (): Promise<Story> => {
  const served = await wardbookServed();
  await tellStory(served.wardbook.store, served.wardbook.engine, Date.now);
  let exchanges: Exchange[] = [];
  let toLose = 0;
  return {
    ...served,
    url: `${served.address}/graphql`,
    fetchAs: async (role) => {
      const token = await served.tokenFor(role);
      return async (input, init = {}) => {
        const request = new Request(input, init);
        request.headers.set('authorization', `Bearer ${token}`);
        const sent =
          request.method === 'GET' ? decodeURIComponent(request.url) : await request.clone().text();
        const response = await fetch(request);
        exchanges.push({
          method: request.method,
          hasDocument: /"query":|[?&]query=./.test(sent),
          status: response.status,
        });
        if (toLose === 0) return response;
        toLose -= 1;
        throw new TypeError('fetch failed');
      };
    },
    exchanged: () => {
      const [since] = [exchanges, (exchanges = [])];
      return since;
    },
    loseAnswers: (count) => void (toLose = count),
  };
};

let commands = 0;
/** A command id of a client, anew each time. */
export const commandId = (): string => `client-command-${(commands += 1)}`;

/** What a client gets back: the test that reads it knows its shape. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

const today = (): string => new Date().toISOString().slice(0, 10);

/** What a partner's council asks of the police. */
export const askedOfPolice = (requestedHelp: string) => ({
  commandId: commandId(),
  kind: 'TO_POLICE',
  wardCode: 'E05000140',
  to: { ward: { force: 'demonstration-police', wardCode: 'E05000140' } },
  topic: 'PERSONAL_SAFETY',
  reason: 'CRIME_CONCERN',
  requestedHelp,
  legalBasis: 'CDA1998_S115',
  fields: ['REQUESTED_HELP', 'TOPIC'],
  dueAt: new Date(Date.now() + 7 * 86_400_000).toISOString(),
});

const agreementOf = (agencyId: string, legalBasis: string) => ({
  commandId: commandId(),
  agencyId,
  agreement: 'sharing-1',
  legalBasis,
  fields: ['TOPIC'],
  from: today(),
  until: `${new Date().getUTCFullYear() + 1}-12-31`,
});

/** What a mutation about an agency answers. */
interface Answered {
  readonly agency?: { readonly id: string } | null;
  readonly userErrors: readonly { readonly message: string }[];
}

/** C-01: two agencies, each with an agreement that it calls `sharing-1`, on different grounds. */
export const twoAgenciesOfOneKey = async (
  send: (operation: string, input: object) => Promise<Answered>,
): Promise<readonly string[]> => {
  const ids: string[] = [];
  for (const legalBasis of ['CDA1998_S115', 'CONSENT']) {
    const agencyKey = commandId();
    const registered = { commandId: commandId(), agencyKey, kind: 'FAITH', name: `Agency ${agencyKey}` };
    const { agency, userErrors } = await send('RegisterAgency', registered);
    if (!agency) throw new TypeError(JSON.stringify(userErrors));
    const agreed = await send('AgreeSharing', agreementOf(agency.id, legalBasis));
    if (agreed.userErrors.length > 0) throw new TypeError(JSON.stringify(agreed.userErrors));
    ids.push(agency.id);
  }
  return ids;
};
