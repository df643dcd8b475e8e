import type { Session } from "./queries.ts";

/**
 * Where somebody begins: who watches over a district and keeps no book in it begins with what is
 * worst there; everybody else with his estates.
 */
export function firstScreen(session: Session | null | undefined): string {
  const watched = session?.districts.find(({ roles }) => {
    const district = roles.filter(({ estateId }) => estateId === null);
    const mayDo = (permission: string) =>
      district.some(({ permissions }) => permissions.includes(permission));
    return mayDo("district:watch") && !mayDo("people:manage");
  });
  return watched === undefined ? "/estates" : `/districts/${watched.districtId}/watch`;
}
