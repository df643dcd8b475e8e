import { generateIdentity, identityToRecipient } from "age-encryption";
import { type Caller, caller } from "./caller.ts";
import { adminPassword } from "./people.ts";

export const routingEstate = "有求必应小区";
export const routingPassword = (username: string): string => `${username} 石榴 plum 2026`;

export interface RoutingWorld {
  readonly districtId: string;
  readonly estateId: string;
  /** The discipline office's own key: its public half is on the page, its private half only here. */
  readonly identity: string;
}

const officers = [
  ["cases-triage", "派单员小周", "triage-officer"],
  ["cases-hotline", "热线小何", "hotline-officer"],
  ["cases-supervisor", "督办赵主任", "case-supervisor"],
] as const;

/** An estate with the demonstration's rules, two desks, three officers and a discipline office. */
export async function settleRouting(): Promise<RoutingWorld> {
  const admin = caller();
  const session = await admin("POST", "/api/session", {
    username: "admin",
    password: adminPassword,
  });
  const { districtId } = session.districts[0];
  const district = `/api/districts/${districtId}`;
  const made = await admin("POST", `${district}/estates`, {
    name: routingEstate,
    communityName: "三星镇胜天村",
    contactPhone: "028-00000000",
    bookOpenedOn: "2026-01-01",
  });
  const estateId: string = made.id;
  const { packs } = await admin("GET", `${district}/routing-packs`);
  if (packs.length === 0) {
    await admin("POST", `${district}/routing-packs`, { from: "bundled", id: "jianyang-demo" });
  }
  await admin("POST", `${district}/grids`, { id: "general-7", title: "第七网格", estateId });
  const identity = await generateIdentity();
  await admin("POST", `${district}/discipline-channel`, {
    number: "028-0000 0110",
    address: "镇政府二楼 203 室",
    hours: "工作日 9:00–17:00",
    recipient: await identityToRecipient(identity),
  });
  const desk = async (unitId: string, title: string) =>
    (
      await admin("POST", `${district}/desks`, {
        unitId,
        title,
        capacity: 10,
        isOnDuty: true,
        estateId,
      })
    ).id as string;
  const desks = {
    company: await desk("property-company", "物业客服组"),
    community: await desk("community", "社区综合组"),
  };
  for (const [username, personName, roleId] of officers) {
    await settled(await admin("POST", `${district}/officers`, { username, personName, roleId }));
  }
  const members = `${district}/estates/${estateId}/members`;
  for (const [username, personName, deskId] of [
    ["cases-company", "物业王经理", desks.company],
    ["cases-community", "社区刘干事", desks.community],
  ] as const) {
    const added = await admin("POST", members, { username, personName, roleId: "auditor" });
    await admin("POST", `${district}/desks/${deskId}/members`, { username });
    await settled(added);
  }
  return { districtId, estateId, identity };
}

/** A password of one's own, so that the story begins at the work. */
async function settled(added: Awaited<ReturnType<Caller>>): Promise<void> {
  const { username } = added.member;
  const person = caller();
  await person("POST", "/api/session", { username, password: added.oneTimePassword });
  await person("POST", "/api/session/password", {
    currentPassword: added.oneTimePassword,
    newPassword: routingPassword(username),
  });
}
