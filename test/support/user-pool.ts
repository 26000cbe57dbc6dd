import { type Answer, listen, type Loopback, type Received } from './loopback.ts';

interface Account {
  attributes: Record<string, string>;
  groups: Set<string>;
  status: string;
}

type Body = Record<string, unknown> & { Username?: string; GroupName?: string; UserPoolId?: string };

/** A refusal as Cognito words it. */
class Refusal extends Error {}

const POOL = 'eu-west-1_test';

/** A double of the calls of Cognito that operators' commands make, over HTTP and with its refusals. */
export class UserPoolDouble {
  readonly accounts = new Map<string, Account>();
  readonly groups = new Set<string>();
  /** What was asked for, in its order: `AdminCreateUser`. */
  readonly calls: string[] = [];
  /** The names of the pools of the account; ours has the id of its place. */
  pools = ['somebody-elses', 'coccinelle-dev'];
  #server: Loopback | undefined;

  static async open(): Promise<UserPoolDouble> {
    const double = new UserPoolDouble();
    double.#server = await listen((request) => double.#answer(request));
    return double;
  }

  get url(): string {
    return this.#server?.url ?? '';
  }

  close(): void {
    this.#server?.close();
  }

  #answer({ headers, body }: Received): Answer {
    const operation = String(headers['x-amz-target']).split('.')[1] ?? '';
    this.calls.push(operation);
    const type = { 'content-type': 'application/x-amz-json-1.1' };
    try {
      const asked = JSON.parse(body.toString()) as Body;
      const work = this.#operations()[operation];
      if (work === undefined) throw new Refusal('UnknownOperationException');
      if (operation !== 'ListUserPools' && asked.UserPoolId !== POOL)
        throw new Refusal('ResourceNotFoundException');
      return { headers: type, body: JSON.stringify(work(asked)) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: 400, headers: type, body: JSON.stringify({ __type: error.message, message: 'no' }) };
    }
  }

  #account({ Username = '' }: Body): Account {
    const account = this.accounts.get(Username);
    if (account === undefined) throw new Refusal('UserNotFoundException');
    return account;
  }

  #group({ GroupName = '' }: Body): string {
    if (!this.groups.has(GroupName)) throw new Refusal('ResourceNotFoundException');
    return GroupName;
  }

  #operations(): Record<string, (body: Body) => object> {
    return {
      ListUserPools: ({ NextToken }) => {
        // A page each, so that whoever reads the first alone is noticed.
        const at = Number(NextToken ?? 0);
        const Name = this.pools[at];
        const Id = Name === 'coccinelle-dev' ? POOL : `eu-west-1_${at}`;
        return {
          UserPools: Name === undefined ? [] : [{ Id, Name }],
          ...(at + 1 < this.pools.length && { NextToken: String(at + 1) }),
        };
      },
      AdminGetUser: (body) => ({
        UserAttributes: [{ Name: 'sub', Value: `sub-of-${String(body.Username)}` }],
        UserStatus: this.#account(body).status,
      }),
      AdminListGroupsForUser: (body) => ({
        Groups: [...this.#account(body).groups].map((GroupName) => ({ GroupName })),
      }),
      CreateGroup: ({ GroupName = '' }) => {
        if (this.groups.has(GroupName)) throw new Refusal('GroupExistsException');
        this.groups.add(GroupName);
        return {};
      },
      AdminCreateUser: ({ Username = '', ...body }) => {
        if (this.accounts.has(Username)) throw new Refusal('UsernameExistsException');
        const status = 'FORCE_CHANGE_PASSWORD';
        this.accounts.set(Username, { attributes: valuesIn(body), groups: new Set(), status });
        return {};
      },
      AdminUpdateUserAttributes: (body) => {
        Object.assign(this.#account(body).attributes, valuesIn(body));
        return {};
      },
      AdminAddUserToGroup: (body) => {
        this.#account(body).groups.add(this.#group(body));
        return {};
      },
      AdminRemoveUserFromGroup: (body) => {
        this.#account(body).groups.delete(this.#group(body));
        return {};
      },
      AdminUserGlobalSignOut: (body) => {
        this.#account(body);
        return {};
      },
      AdminDeleteUser: (body) => {
        this.#account(body);
        this.accounts.delete(body.Username ?? '');
        return {};
      },
      ListUsersInGroup: (body) => {
        const group = this.#group(body);
        const found = [...this.accounts.values()].filter(({ groups }) => groups.has(group));
        return {
          Users: found.map(({ attributes, status }) => ({
            UserStatus: status,
            Attributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
          })),
        };
      },
    };
  }
}

function valuesIn(body: Body): Record<string, string> {
  const list = (body['UserAttributes'] ?? []) as { Name: string; Value: string }[];
  return Object.fromEntries(list.map(({ Name, Value }) => [Name, Value]));
}
