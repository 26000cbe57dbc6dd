import { describe, expect, test } from 'vitest';
import { groupOf, membershipOf, scopesOfRole } from '../../shared/domain/agent.ts';
import { SCOPES } from '../../shared/domain/api-key.ts';

describe('Agents', () => {
  test('belong to the tenant of their one group', () => {
    const membership = { tenantId: 'my_agency', role: 'admin' } as const;
    expect(membershipOf([groupOf(membership)])).toEqual(membership);
    expect(membershipOf(['other', 'my_agency/agent'])).toEqual({ tenantId: 'my_agency', role: 'agent' });
  });

  test.each([
    ['none', []],
    ['none', ['my_agency', 'my_agency/owner', 'My_Agency/admin', 'a/b/agent', '', undefined]],
    ['several', ['my_agency/agent', 'my_agency/admin']],
    ['several', ['one/agent', 'two/agent']],
  ])('belong to %s by %j', (expected, groups) => {
    expect(membershipOf(groups)).toBe(expected);
  });

  test('answer and look things up; admins may do everything', () => {
    expect(scopesOfRole('admin')).toEqual(SCOPES);
    const denied = SCOPES.filter((scope) => !scopesOfRole('agent').includes(scope));
    expect(denied).toEqual([
      'templates:write',
      'broadcasts:write',
      'journeys:write',
      'settings:write',
      'settings:read',
    ]);
  });
});
