import { z } from "@hono/zod-openapi";
import { bookCharts, defaultChart } from "../books/chart.ts";
import {
  CivilDate,
  districtParams,
  estateParams,
  Id,
  listPage,
  next,
  Timestamp,
} from "../wire/common.ts";
import { json, operation } from "../wire/operation.ts";

export const Estate = z
  .object({
    id: Id,
    name: z.string(),
    communityName: z.string(),
    districtName: z.string(),
    zone: z.string(),
    contactPhone: z.string(),
    occupiedFrom: CivilDate.nullable(),
    bookId: Id,
    chart: z.string(),
    currency: z.string(),
    unitCount: z.int(),
  })
  .openapi("Estate");

export const createEstate = operation("estate:create", {
  operationId: "createEstate",
  method: "post",
  path: "/api/districts/{districtId}/estates",
  tags: ["registry"],
  summary: "新建小区及其账簿 · a new estate and its book",
  request: {
    params: districtParams,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.object({
            name: z.string().min(1).max(100),
            communityName: z.string().min(1).max(100),
            contactPhone: z.string().min(3).max(40),
            occupiedFrom: CivilDate.optional(),
            bookOpenedOn: CivilDate,
            currency: z.string().length(3).default("CNY"),
            chart: z.enum(bookCharts).default(defaultChart).openapi({
              description: "小区信托、街道公益金或资助金的账 · what kind of book it keeps",
            }),
          }),
        },
      },
    },
  },
  responses: { 201: json(Estate, "The estate") },
});

export const listEstates = operation("session", {
  operationId: "listEstates",
  method: "get",
  path: "/api/districts/{districtId}/estates",
  tags: ["registry"],
  summary: "可见的小区 · the estates you may see",
  request: { params: districtParams, query: listPage },
  responses: { 200: json(z.object({ estates: z.array(Estate), next }), "Estates") },
});

export const readEstate = operation("estate:read", {
  operationId: "readEstate",
  method: "get",
  path: "/api/districts/{districtId}/estates/{estateId}",
  tags: ["registry"],
  summary: "小区 · one estate",
  request: { params: estateParams },
  responses: { 200: json(Estate, "The estate") },
});

export const Unit = z
  .object({
    id: Id,
    number: z.string(),
    building: z.string(),
    areaSquareMetres: z.string().openapi({ example: "89.47" }),
    rate: z
      .string()
      .nullable()
      .openapi({ description: "yuan per m² and month, as in force today" }),
    ownersMasked: z.array(z.string()).openapi({ example: ["张**"] }),
  })
  .openapi("Unit");

export const listUnits = operation("roll:read", {
  operationId: "listUnits",
  method: "get",
  path: "/api/districts/{districtId}/estates/{estateId}/units",
  tags: ["registry"],
  summary: "房屋名册(姓名打码)· the roll, names masked",
  request: { params: estateParams, query: listPage },
  responses: { 200: json(z.object({ units: z.array(Unit), next }), "Units") },
});

export const RollImport = z
  .object({
    accepted: z.int().openapi({ description: "rows taken in, new or unchanged" }),
    created: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    faults: z.array(
      z.object({
        line: z.int(),
        column: z.string().nullable(),
        kind: z.string(),
        value: z.string().nullable(),
      }),
    ),
    markedCsv: z.string().nullable().openapi({
      description:
        "the rows with faults, as given, with a column that names the fault; null when none",
    }),
  })
  .openapi("RollImport");

export const importRoll = operation("roll:import", {
  operationId: "importRoll",
  method: "post",
  path: "/api/districts/{districtId}/estates/{estateId}/roll-imports",
  tags: ["registry"],
  summary: "导入房屋与业主名册(CSV)· import units and owners",
  request: {
    params: estateParams,
    query: z.object({
      from: CivilDate.openapi({ description: "the day from which rates and owners hold" }),
    }),
    body: { required: true, content: { "text/csv": { schema: z.string() } } },
  },
  responses: { 200: json(RollImport, "What was taken in, and the rows with faults marked") },
});

export const Member = z
  .object({
    assignmentId: Id,
    personName: z.string(),
    username: z.string(),
    roleId: z.string(),
    titleZh: z.string(),
    titleEn: z.string(),
    estateId: Id.nullable(),
    from: Timestamp,
    to: Timestamp.nullable(),
  })
  .openapi("Member");

export const listRoles = operation("session", {
  operationId: "listRoles",
  method: "get",
  path: "/api/roles",
  tags: ["registry"],
  summary: "角色 · the roles there are",
  responses: {
    200: json(
      z.object({
        roles: z.array(z.object({ id: z.string(), titleZh: z.string(), titleEn: z.string() })),
      }),
      "Roles",
    ),
  },
});

export const listMembers = operation("people:read", {
  operationId: "listMembers",
  method: "get",
  path: "/api/districts/{districtId}/estates/{estateId}/members",
  tags: ["registry"],
  summary: "工作人员与角色 · who works here, in which role",
  request: { params: estateParams, query: listPage },
  responses: { 200: json(z.object({ members: z.array(Member), next }), "Members") },
});

const NewMember = z.object({
  username: z.string().regex(/^[a-z][a-z0-9._-]{2,31}$/),
  personName: z.string().min(1).max(60),
  roleId: z.string(),
});

const AddedMember = z.object({
  member: Member,
  oneTimePassword: z.string().nullable().openapi({
    description: "shown once, for a new account only; it must be changed at first sign-in",
  }),
});

export const addMember = operation("people:manage", {
  operationId: "addMember",
  method: "post",
  path: "/api/districts/{districtId}/estates/{estateId}/members",
  tags: ["registry"],
  summary: "添加工作人员 · add a person in a role",
  request: {
    params: estateParams,
    body: {
      required: true,
      content: { "application/json": { schema: NewMember } },
    },
  },
  responses: { 201: json(AddedMember, "The member") },
});

export const addOfficer = operation("people:manage", {
  operationId: "addOfficer",
  method: "post",
  path: "/api/districts/{districtId}/officers",
  tags: ["registry"],
  summary: "添加全区工作人员 · add a person in a role for the whole district",
  request: {
    params: districtParams,
    body: { required: true, content: { "application/json": { schema: NewMember } } },
  },
  responses: { 201: json(AddedMember, "The officer; listed among the members of each estate") },
});

export const endOfficer = operation("people:manage", {
  operationId: "endOfficer",
  method: "delete",
  path: "/api/districts/{districtId}/officers/{assignmentId}",
  tags: ["registry"],
  summary: "结束全区角色,并退出其所有登录 · end a role of the district and all its sessions",
  request: { params: districtParams.extend({ assignmentId: Id }) },
  responses: { 204: { description: "Ended" } },
});

export const resetMemberPassword = operation("people:manage", {
  operationId: "resetMemberPassword",
  method: "post",
  path: "/api/districts/{districtId}/estates/{estateId}/members/{assignmentId}/password",
  tags: ["registry"],
  summary: "重置密码,并退出其所有登录 · a new one-time password, all sessions ended",
  request: { params: estateParams.extend({ assignmentId: Id }) },
  responses: {
    201: json(z.object({ oneTimePassword: z.string().nullable() }), "The password, shown once"),
  },
});

export const endMember = operation("people:manage", {
  operationId: "endMember",
  method: "delete",
  path: "/api/districts/{districtId}/estates/{estateId}/members/{assignmentId}",
  tags: ["registry"],
  summary: "结束角色,并退出其所有登录 · end a role and all its sessions",
  request: { params: estateParams.extend({ assignmentId: Id }) },
  responses: { 204: { description: "Ended" } },
});
