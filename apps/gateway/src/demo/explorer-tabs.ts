import { globalId } from '../global-id.ts';
import { KILBURN } from './camden.ts';
import { OPEN_REFERRAL } from './open-referral.ts';

/** A query that is ready to be run. */
export interface Tab {
  readonly query: string;
  /** As JSON. */
  readonly variables?: string;
}

const referralId = globalId('Referral', OPEN_REFERRAL);

/** The first one answers whoever is chosen first; GraphiQL calls each by the name of its operation. */
export const TABS: readonly Tab[] = [
  {
    query: `# What your agency has been asked to do. Ask as the council, and press ▶.
query YourInbox {
  referrals(first: 5) {
    edges {
      node {
        id
        topic
        standing
        dueAt
        disclosed {
          field
          code
          value {
            ... on OpenText {
              text
            }
          }
        }
      }
    }
  }
}
`,
  },
  {
    query: `# Ask as the council. Sent again it does nothing twice: the receipt then says that it is replayed.
mutation AcceptTheReferral($input: AcceptReferralInput!) {
  acceptReferral(input: $input) {
    receipt {
      version
      token
      replayed
    }
    userErrors {
      message
      path
    }
    referral {
      id
      standing
    }
  }
}
`,
    variables: JSON.stringify({ input: { commandId: 'first-afternoon-accept', referralId } }, null, 2),
  },
  {
    query: `# Ask as the PCSO or the auditor: histories are for police and auditors.
query HistoryOfTheReferral {
  events(stream: "referral-${OPEN_REFERRAL}") {
    edges {
      node {
        occurredAt
        recordedAt
        type
        actor {
          key
          role
          agency
        }
      }
    }
  }
}
`,
  },
  {
    query: `# Ask as anybody: what a ward was promised is for everyone to see.
query PromisesOfAWard {
  ward(code: "${KILBURN}") {
    name
    namedMembers {
      publicName
      rank
    }
    promises(first: 5) {
      edges {
        node {
          id
          statement
          standing
          periods(last: 3) {
            month
            result
            met
            missing
          }
        }
      }
    }
  }
}
`,
  },
];
