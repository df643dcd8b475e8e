import type { OpenAPIHono } from "@hono/zod-openapi";
import { refuse } from "../problem.ts";
import { exportRegister } from "../processes/export-register.ts";
import type { Env } from "../session/access.ts";
import { read, write } from "../unit-of-work.ts";
import * as classification from "./classification.ts";
import * as commons from "./commons.ts";
import * as contract from "./contract.ts";
import * as classifying from "./contract-classification.ts";
import * as shared from "./contract-commons.ts";
import * as living from "./contract-life.ts";
import { countsHere, reportFigure } from "./counts.ts";
import { exportFiles } from "./exports.ts";
import { importOrganizations } from "./import.ts";
import * as life from "./life.ts";
import * as register from "./register.ts";
import * as schemes from "./schemes.ts";
import { cardOf, organizationsOf } from "./store.ts";

export function mountOrganizations(app: OpenAPIHono<Env>): void {
  mountRegister(app);
  mountLife(app);
  mountClassification(app);
  mountCommons(app);
}

function mountRegister(app: OpenAPIHono<Env>): void {
  app.openapi(contract.listOrganizations, async (c) => {
    const filter = c.req.valid("query");
    return c.json(await read(c, (work) => organizationsOf(work, filter)), 200);
  });
  app.openapi(contract.readOrganization, async (c) => {
    const { organizationId } = c.req.valid("param");
    const card = await read(c, (work) => cardOf(work, organizationId));
    return card ? c.json(card, 200) : refuse(c, { kind: "not-found", what: "organization" });
  });
  app.openapi(contract.exportOrganizations, async (c) => {
    const { file } = c.req.valid("param");
    const text = await read(c, (work) => exportRegister(work, file));
    return c.body(text, 200, { "content-type": exportFiles[file] }) as never;
  });
  app.openapi(contract.addOrganization, async (c) => {
    const body = c.req.valid("json");
    return write(c, "addOrganization", 201, JSON.stringify(body), (work) =>
      register.addOrganization(work, body),
    );
  });
  app.openapi(contract.importOrganizations, async (c) => {
    const fact = c.req.valid("query");
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    return write(c, "importOrganizations", 200, bytes, (work) =>
      importOrganizations(work, bytes, fact),
    );
  });
  app.openapi(contract.reviseOrganization, async (c) => {
    const { organizationId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "reviseOrganization", 201, JSON.stringify(body), (work) =>
      register.reviseOrganization(work, organizationId, body),
    );
  });
  app.openapi(contract.recordCreditCode, async (c) => {
    const { organizationId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "recordCreditCode", 201, JSON.stringify(body), (work) =>
      register.recordCreditCode(work, organizationId, body),
    );
  });
  app.openapi(contract.addLeader, async (c) => {
    const { organizationId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "addLeader", 201, JSON.stringify(body), (work) =>
      register.addLeader(work, organizationId, body),
    );
  });
  app.openapi(contract.eraseLeader, async (c) => {
    const { organizationId, leaderId } = c.req.valid("param");
    return write(c, "eraseLeader", 204, "", (work) =>
      register.eraseLeader(work, organizationId, leaderId),
    );
  });
}

function mountLife(app: OpenAPIHono<Env>): void {
  app.openapi(living.takeFilingStep, async (c) => {
    const { organizationId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "takeFilingStep", 201, JSON.stringify(body), (work) =>
      register.withCard(work, organizationId, life.fileOrganization(work, organizationId, body)),
    );
  });
  app.openapi(living.moveStage, async (c) => {
    const { organizationId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "moveStage", 201, JSON.stringify(body), (work) =>
      register.withCard(work, organizationId, life.moveOrganization(work, organizationId, body)),
    );
  });
  app.openapi(living.joinFederation, async (c) => {
    const { organizationId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "joinFederation", 201, JSON.stringify(body), (work) =>
      register.withCard(work, organizationId, life.joinFederation(work, organizationId, body)),
    );
  });
  app.openapi(living.leaveFederation, async (c) => {
    const { organizationId, membershipId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "leaveFederation", 201, JSON.stringify(body), (work) =>
      register.withCard(
        work,
        organizationId,
        life.leaveFederation(work, organizationId, membershipId, body.to),
      ),
    );
  });
  app.openapi(living.beginIncubation, async (c) => {
    const { organizationId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "beginIncubation", 201, JSON.stringify(body), (work) =>
      register.withCard(work, organizationId, life.beginIncubation(work, organizationId, body)),
    );
  });
  app.openapi(living.endIncubation, async (c) => {
    const { organizationId, incubationId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "endIncubation", 201, JSON.stringify(body), (work) =>
      register.withCard(
        work,
        organizationId,
        life.endIncubation(work, organizationId, incubationId, body),
      ),
    );
  });
  app.openapi(living.recordContact, async (c) => {
    const { organizationId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "recordContact", 201, JSON.stringify(body), (work) =>
      register.withCard(work, organizationId, life.recordContact(work, organizationId, body)),
    );
  });
}

function mountClassification(app: OpenAPIHono<Env>): void {
  app.openapi(classifying.assignCode, async (c) => {
    const { organizationId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "assignCode", 201, JSON.stringify(body), (work) =>
      classification.assignCode(work, organizationId, body),
    );
  });
  app.openapi(classifying.giveOpinion, async (c) => {
    const { organizationId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "giveOpinion", 201, JSON.stringify(body), (work) =>
      classification.giveOpinion(work, organizationId, body),
    );
  });
  app.openapi(classifying.listReviews, async (c) => {
    const { scheme, second, limit } = c.req.valid("query");
    const fact = { scheme, second: second === "true", limit };
    return c.json(await read(c, (work) => classification.reviewsOf(work, fact)), 200);
  });
  app.openapi(classifying.readAgreement, async (c) => {
    const { scheme } = c.req.valid("query");
    return c.json(await read(c, (work) => classification.agreementHere(work, scheme)), 200);
  });
  app.openapi(classifying.listSchemes, async (c) => {
    return c.json({ schemes: await read(c, schemes.schemesOf) }, 200);
  });
  app.openapi(classifying.readSchemeContent, async (c) => {
    const { schemeId, version } = c.req.valid("param");
    const content = await read(c, (work) => schemes.schemeContent(work, schemeId, version));
    return content ? c.json({ content }, 200) : refuse(c, { kind: "not-found", what: "scheme" });
  });
  app.openapi(classifying.proposeScheme, async (c) => {
    const { schemeId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "proposeScheme", 201, JSON.stringify(body), (work) =>
      schemes.proposeScheme(work, schemeId, body),
    );
  });
  app.openapi(classifying.readDifference, async (c) => {
    const { schemeId, version } = c.req.valid("param");
    const difference = await read(c, (work) => schemes.differenceTo(work, schemeId, version));
    return difference ? c.json(difference, 200) : refuse(c, { kind: "not-found", what: "scheme" });
  });
  app.openapi(classifying.applyScheme, async (c) => {
    const { schemeId, version } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "applyScheme", 201, JSON.stringify(body), (work) =>
      schemes.applyScheme(work, schemeId, version, body.expectedChanges),
    );
  });
}

function mountCommons(app: OpenAPIHono<Env>): void {
  app.openapi(shared.listGatherings, async (c) => {
    const asked = c.req.valid("query");
    return c.json(await read(c, (work) => commons.gatheringsOf(work, asked)), 200);
  });
  app.openapi(shared.recordGathering, async (c) => {
    const body = c.req.valid("json");
    return write(c, "recordGathering", 201, JSON.stringify(body), (work) =>
      commons.recordGathering(work, body),
    );
  });
  app.openapi(shared.finishAction, async (c) => {
    const { gatheringId, actionId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "finishAction", 201, JSON.stringify(body), (work) =>
      commons.finishAction(work, gatheringId, actionId, body),
    );
  });
  app.openapi(shared.listSpaces, async (c) => {
    const asked = c.req.valid("query");
    return c.json(await read(c, (work) => commons.spacesOf(work, asked)), 200);
  });
  app.openapi(shared.offerSpace, async (c) => {
    const body = c.req.valid("json");
    return write(c, "offerSpace", 201, JSON.stringify(body), (work) =>
      commons.offerSpace(work, body),
    );
  });
  app.openapi(shared.allotSpace, async (c) => {
    const { spaceId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "allotSpace", 201, JSON.stringify(body), (work) =>
      commons.allotSpace(work, spaceId, body),
    );
  });
  app.openapi(shared.endAllotment, async (c) => {
    const { spaceId, allotmentId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "endAllotment", 201, JSON.stringify(body), (work) =>
      commons.endAllotment(work, spaceId, allotmentId, body.to),
    );
  });
  app.openapi(shared.listExchanges, async (c) => {
    const asked = c.req.valid("query");
    return c.json(await read(c, (work) => commons.exchangesOf(work, asked)), 200);
  });
  app.openapi(shared.recordExchange, async (c) => {
    const body = c.req.valid("json");
    return write(c, "recordExchange", 201, JSON.stringify(body), (work) =>
      commons.recordExchange(work, body),
    );
  });
  app.openapi(shared.matchExchange, async (c) => {
    const { exchangeId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "matchExchange", 201, JSON.stringify(body), (work) =>
      commons.matchExchange(work, exchangeId, body),
    );
  });
  app.openapi(shared.listServices, async (c) => {
    const asked = c.req.valid("query");
    return c.json(await read(c, (work) => commons.servicesOf(work, asked)), 200);
  });
  app.openapi(shared.addService, async (c) => {
    const body = c.req.valid("json");
    return write(c, "addService", 201, JSON.stringify(body), (work) =>
      commons.addService(work, body),
    );
  });
  app.openapi(shared.readOrganizationCounts, async (c) => c.json(await read(c, countsHere), 200));
  app.openapi(shared.reportFigure, async (c) => {
    const body = c.req.valid("json");
    return write(c, "reportFigure", 201, JSON.stringify(body), (work) => reportFigure(work, body));
  });
}
