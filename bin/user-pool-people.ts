import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
  CreateGroupCommand,
  GroupExistsException,
  ListUserPoolsCommand,
  ListUsersInGroupCommand,
  ResourceNotFoundException,
  type UserType,
  UsernameExistsException,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  AGENT_ROLES,
  type AgentRole,
  groupOf,
  type Membership,
  membershipOf,
} from '../shared/domain/agent.ts';

export interface Person {
  email: string;
  name: string;
}

export interface ListedPerson extends Person {
  role: AgentRole;
  /** Cognito's own word: `CONFIRMED`, `FORCE_CHANGE_PASSWORD`… */
  status: string;
}

const PAGE = 60;

/** The people of a stage's user pool and the groups that say where they belong. Every change may be made again. */
export class UserPoolPeople {
  readonly #client: CognitoIdentityProviderClient;
  readonly #pool: { UserPoolId: string };

  private constructor(client: CognitoIdentityProviderClient, poolId: string) {
    this.#client = client;
    this.#pool = { UserPoolId: poolId };
  }

  /** Finds the pool of a stage by its name. @throws Error when there is none, or several. */
  static async open(client: CognitoIdentityProviderClient, name: string): Promise<UserPoolPeople> {
    const ids: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await client.send(new ListUserPoolsCommand({ MaxResults: PAGE, NextToken }));
      for (const { Id, Name } of page.UserPools ?? []) if (Name === name && Id !== undefined) ids.push(Id);
      ({ NextToken } = page);
    } while (NextToken !== undefined);
    const [id, ...others] = ids;
    if (id === undefined) throw new Error(`There is no user pool ${name}: npx cdk deploy makes it.`);
    if (others.length > 0)
      throw new Error(`There are ${ids.length} user pools named ${name}: which is ours?`);
    return new UserPoolPeople(client, id);
  }

  /**
   * Lets somebody in, in one role at one tenant. @returns true when they had no account before.
   * @throws Error when they belong to another tenant.
   */
  async admit({ email, name }: Person, membership: Membership): Promise<boolean> {
    const groups = await this.#groupsOf(email);
    const elsewhere = (groups ?? []).find((group) => tenantOf(group) !== membership.tenantId);
    if (elsewhere !== undefined) throw new Error(`${email} belongs to ${tenantOf(elsewhere)} already.`);
    const group = groupOf(membership);
    await this.#makeGroup(group);
    const wasNew = groups === undefined && (await this.#create(email, name));
    if (!wasNew) await this.#rename(email, name);
    // One group at a time: whoever is in two is let in nowhere.
    for (const former of groups ?? []) if (former !== group) await this.#leave(email, former);
    await this.#client.send(
      new AdminAddUserToGroupCommand({ ...this.#pool, Username: email, GroupName: group }),
    );
    return wasNew;
  }

  /** The `sub` of the tokens of whoever has this address; undefined when the tenant has nobody of that address. */
  async find(email: string, tenantId: string): Promise<string | undefined> {
    const groups = await this.#groupsOf(email);
    if (!(groups ?? []).some((group) => tenantOf(group) === tenantId)) return undefined;
    const { UserAttributes = [] } = await this.#client.send(
      new AdminGetUserCommand({ ...this.#pool, Username: email }),
    );
    return UserAttributes.find(({ Name }) => Name === 'sub')?.Value;
  }

  /** Ends somebody's access for good. */
  async dismiss(email: string): Promise<void> {
    const who = { ...this.#pool, Username: email };
    await this.#client.send(new AdminUserGlobalSignOutCommand(who));
    await this.#client.send(new AdminDeleteUserCommand(who));
  }

  async list(tenantId: string): Promise<ListedPerson[]> {
    const lists = await Promise.all(
      AGENT_ROLES.map(async (role) =>
        (await this.#membersOf(groupOf({ tenantId, role }))).map(personIn(role)),
      ),
    );
    return lists.flat().sort((one, other) => one.email.localeCompare(other.email));
  }

  /** Those that say where somebody belongs; undefined without an account. */
  async #groupsOf(email: string): Promise<string[] | undefined> {
    try {
      const { Groups = [] } = await this.#client.send(
        new AdminListGroupsForUserCommand({ ...this.#pool, Username: email, Limit: PAGE }),
      );
      return Groups.flatMap(({ GroupName = '' }) => (tenantOf(GroupName) === undefined ? [] : [GroupName]));
    } catch (error) {
      if (error instanceof UserNotFoundException) return undefined;
      throw error;
    }
  }

  async #makeGroup(GroupName: string): Promise<void> {
    try {
      await this.#client.send(new CreateGroupCommand({ ...this.#pool, GroupName }));
    } catch (error) {
      if (!(error instanceof GroupExistsException)) throw error;
    }
  }

  async #create(email: string, name: string): Promise<boolean> {
    try {
      await this.#client.send(
        new AdminCreateUserCommand({
          ...this.#pool,
          Username: email,
          // An operator vouches for the address: nothing is sent to it but the first password.
          UserAttributes: attributes({ email, email_verified: 'true', name }),
          DesiredDeliveryMediums: ['EMAIL'],
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof UsernameExistsException) return false;
      throw error;
    }
  }

  async #rename(email: string, name: string): Promise<void> {
    await this.#client.send(
      new AdminUpdateUserAttributesCommand({
        ...this.#pool,
        Username: email,
        UserAttributes: attributes({ name }),
      }),
    );
  }

  async #leave(email: string, GroupName: string): Promise<void> {
    await this.#client.send(
      new AdminRemoveUserFromGroupCommand({ ...this.#pool, Username: email, GroupName }),
    );
  }

  async #membersOf(GroupName: string): Promise<UserType[]> {
    const members: UserType[] = [];
    let NextToken: string | undefined;
    try {
      do {
        const page = await this.#client.send(
          new ListUsersInGroupCommand({ ...this.#pool, GroupName, Limit: PAGE, NextToken }),
        );
        members.push(...(page.Users ?? []));
        ({ NextToken } = page);
      } while (NextToken !== undefined);
      return members;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return [];
      throw error;
    }
  }
}

function tenantOf(group: string): string | undefined {
  const membership = membershipOf([group]);
  return typeof membership === 'string' ? undefined : membership.tenantId;
}

function attributes(values: Record<string, string>): { Name: string; Value: string }[] {
  return Object.entries(values).map(([Name, Value]) => ({ Name, Value }));
}

function personIn(role: AgentRole) {
  return ({ Attributes = [], UserStatus }: UserType): ListedPerson => {
    const valueOf = (name: string): string => Attributes.find(({ Name }) => Name === name)?.Value ?? '';
    return { email: valueOf('email'), name: valueOf('name'), role, status: UserStatus ?? '' };
  };
}
