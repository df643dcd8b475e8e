import type { OpenAPIHono } from "@hono/zod-openapi";
import { isLocalDate } from "@xinyi/calendar";
import { refuse } from "../problem.ts";
import { resolutionsOf, walkFromPayment, walkFromResolution } from "../processes/walk-chain.ts";
import type { Env } from "../session/access.ts";
import { read, write } from "../unit-of-work.ts";
import { pageOf } from "../wire/paging.ts";
import * as ballots from "./ballot-contract.ts";
import * as cast from "./cast.ts";
import * as meetings from "./contract.ts";
import { conveneMeeting } from "./convene.ts";
import * as course from "./course.ts";
import * as deliveries from "./deliveries.ts";
import * as draw from "./draw-roll.ts";
import { lawFor, loadLaw, placesOf, rulesWire, uploadPack } from "./law.ts";
import * as objections from "./objections.ts";
import * as paper from "./paper.ts";
import { paperFacts, printPapers } from "./print-papers.ts";
import * as proxies from "./proxies.ts";
import { publicWire, readPublicly, recountProgram } from "./public.ts";
import * as results from "./result-contract.ts";
import { liveCount, meetingResult, ownReceipts, recountFile } from "./results.ts";
import { votersOf } from "./roll.ts";
import * as rolls from "./roll-contract.ts";
import { namesOf, rollWire } from "./roll-view.ts";
import { recordSale } from "./sales.ts";
import { findMeeting, meetingRows, motionsOf, statusOf } from "./store.ts";
import { recordUnitFacts, unitFactsOf } from "./unit-facts.ts";
import { wireOf } from "./view.ts";

const noMeeting = { kind: "not-found", what: "meeting" } as const;

export function mountMeetings(app: OpenAPIHono<Env>): void {
  mountSetUp(app);
  mountRoll(app);
  mountBallots(app);
  mountPaper(app);
  mountResults(app);
  mountPublic(app);
}

function mountSetUp(app: OpenAPIHono<Env>): void {
  app.openapi(meetings.listVotingPlaces, async (c) =>
    c.json({ places: await read(c, placesOf) }, 200),
  );

  app.openapi(meetings.readVotingRules, async (c) => {
    const { place, on } = c.req.valid("query");
    if (!isLocalDate(on)) return refuse(c, { kind: "malformed-request" });
    const law = await read(c, (work) => lawFor(work, place, on));
    return law.ok ? c.json(rulesWire(law.value), 200) : refuse(c, law.rejection);
  });

  app.openapi(meetings.uploadVotingPack, async (c) => {
    const body = c.req.valid("json");
    return write(c, "uploadVotingPack", 201, JSON.stringify(body), (work) =>
      uploadPack(work, body.files),
    );
  });

  app.openapi(meetings.listMeetings, async (c) => {
    const { estateId } = c.req.valid("param");
    const asked = c.req.valid("query");
    const answer = await read(c, async (work) => {
      const page = pageOf(await meetingRows(work, estateId, asked), asked.limit, (row) => [
        row.number,
      ]);
      const cards = [];
      for (const row of page.items) {
        const { id, number, title, place, heldOn, opensAt, closesAt } = row;
        const motions = (await motionsOf(work, id)).length;
        cards.push({
          id,
          number,
          title,
          place,
          status: statusOf(row),
          heldOn,
          opensAt,
          closesAt,
          motions,
        });
      }
      return { meetings: cards, nextCursor: page.next };
    });
    return c.json(answer, 200);
  });

  app.openapi(meetings.conveneMeeting, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "conveneMeeting", 201, JSON.stringify(body), (work) =>
      conveneMeeting(work, estateId, body),
    );
  });

  app.openapi(meetings.readMeeting, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const answer = await read(c, async (work) => {
      const row = await findMeeting(work, estateId, meetingId);
      return row && wireOf(work, row);
    });
    return answer ? c.json(answer, 200) : refuse(c, noMeeting);
  });

  app.openapi(meetings.openVoting, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    return write(c, "openVoting", 201, "", (work) => course.openVoting(work, estateId, meetingId));
  });

  app.openapi(meetings.closeVoting, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    return write(c, "closeVoting", 201, "", (work) =>
      course.closeVoting(work, estateId, meetingId),
    );
  });

  app.openapi(meetings.openSecondBallot, async (c) => {
    const { estateId, meetingId, motionId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "openSecondBallot", 201, JSON.stringify(body), (work) =>
      course.openSecondBallot(work, estateId, meetingId, motionId, body.closesAt),
    );
  });
}

function mountRoll(app: OpenAPIHono<Env>): void {
  app.openapi(rolls.recordUnitFacts, async (c) => {
    const { estateId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "recordUnitFacts", 201, JSON.stringify(body), (work) =>
      recordUnitFacts(work, estateId, body.facts),
    );
  });

  app.openapi(rolls.listUnitFacts, async (c) => {
    const { estateId } = c.req.valid("param");
    const asked = c.req.valid("query");
    return c.json(await read(c, (work) => unitFactsOf(work, estateId, asked)), 200);
  });

  app.openapi(rolls.drawRoll, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "drawRoll", 201, JSON.stringify(body), (work) =>
      draw.drawRoll(work, estateId, meetingId, body.on),
    );
  });

  app.openapi(rolls.readRoll, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const asked = c.req.valid("query");
    // Who is in arrears is for those who keep the record, not for the neighbours.
    const maySeeClasses = c.var.access.permissions.has("ballot:record");
    const answer = await read(c, async (work) => {
      const row = await findMeeting(work, estateId, meetingId);
      return row && rollWire(work, row, asked, maySeeClasses);
    });
    return answer ? c.json(answer, 200) : refuse(c, noMeeting);
  });

  app.openapi(rolls.objectToRoll, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "objectToRoll", 201, JSON.stringify(body), (work) =>
      objections.objectToRoll(work, estateId, meetingId, body),
    );
  });

  app.openapi(rolls.listObjections, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const asked = c.req.valid("query");
    const page = await read(c, async (work) => {
      const row = await findMeeting(work, estateId, meetingId);
      return row && objections.objectionsOf(work, row.id, asked);
    });
    return page
      ? c.json({ objections: page.items, nextCursor: page.next }, 200)
      : refuse(c, noMeeting);
  });

  app.openapi(rolls.settleObjection, async (c) => {
    const { estateId, meetingId, objectionId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "settleObjection", 201, JSON.stringify(body), (work) =>
      objections.settleObjection(work, estateId, meetingId, objectionId, body),
    );
  });

  app.openapi(rolls.freezeRoll, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    return write(c, "freezeRoll", 201, "", (work) => draw.freezeRoll(work, estateId, meetingId));
  });

  app.openapi(rolls.classifyVoter, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "classifyVoter", 201, JSON.stringify(body), (work) =>
      deliveries.classifyVoter(work, estateId, meetingId, body),
    );
  });

  app.openapi(rolls.recordSale, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "recordSale", 201, JSON.stringify(body), (work) =>
      recordSale(work, estateId, meetingId, body),
    );
  });
}

function mountBallots(app: OpenAPIHono<Env>): void {
  app.openapi(ballots.recordDeliveries, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "recordDeliveries", 201, JSON.stringify(body), (work) =>
      deliveries.recordDeliveries(work, estateId, meetingId, body),
    );
  });

  app.openapi(ballots.listDeliveries, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const asked = c.req.valid("query");
    const answer = await read(c, async (work) => {
      const row = await findMeeting(work, estateId, meetingId);
      return row && deliveries.deliveriesOf(work, row.id, asked);
    });
    return answer ? c.json(answer, 200) : refuse(c, noMeeting);
  });

  app.openapi(ballots.recordPublicNotice, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "recordPublicNotice", 201, JSON.stringify(body), (work) =>
      deliveries.recordPublicNotice(work, estateId, meetingId, body),
    );
  });

  app.openapi(ballots.registerProxy, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "registerProxy", 201, JSON.stringify(body), (work) =>
      proxies.registerProxy(work, estateId, meetingId, body),
    );
  });

  app.openapi(ballots.listProxies, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const answer = await read(c, async (work) => {
      const row = await findMeeting(work, estateId, meetingId);
      if (!row) return undefined;
      const voters = await votersOf(work, meetingId);
      const all = await proxies.proxiesOf(
        work,
        meetingId,
        await loadLaw(work, row.lawHash),
        voters,
      );
      return all.map((proxy) => ({ ...proxy, units: proxies.unitsOf(voters, proxy.voterId) }));
    });
    return answer ? c.json({ proxies: answer }, 200) : refuse(c, noMeeting);
  });

  app.openapi(ballots.nominateCoOwner, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "nominateCoOwner", 201, JSON.stringify(body), (work) =>
      proxies.nominateCoOwner(work, estateId, meetingId, body),
    );
  });

  app.openapi(ballots.listCoOwners, async (c) => {
    const { estateId, meetingId, voterId } = c.req.valid("param");
    const owners = await read(c, async (work) => {
      const row = await findMeeting(work, estateId, meetingId);
      const voter = row && (await votersOf(work, row.id)).find(({ id }) => id === voterId);
      if (!voter) return undefined;
      const names = await namesOf(work, voter.owners);
      const nominee = await proxies.nomineeOf(work, voterId);
      return voter.owners.flatMap((personId) => {
        const name = names.get(personId);
        return name === undefined ? [] : [{ personId, name, isNominee: personId === nominee }];
      });
    });
    return owners ? c.json({ owners }, 200) : refuse(c, { kind: "not-found", what: "voter" });
  });

  app.openapi(ballots.recordAttendance, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "recordAttendance", 201, JSON.stringify(body), (work) =>
      deliveries.recordAttendance(work, estateId, meetingId, body),
    );
  });

  app.openapi(ballots.listOwnBallots, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const answer = await read(c, async (work) => {
      const row = await findMeeting(work, estateId, meetingId);
      return row && cast.ownBallotsWire(work, row);
    });
    return answer ? c.json(answer, 200) : refuse(c, noMeeting);
  });

  app.openapi(ballots.castBallots, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "castBallots", 201, JSON.stringify(body), (work) =>
      cast.castBallots(work, estateId, meetingId, body),
    );
  });
}

function mountPaper(app: OpenAPIHono<Env>): void {
  app.openapi(ballots.storeScan, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    return write(c, "storeScan", 201, bytes, (work) =>
      deliveries.storeScan(work, estateId, meetingId, bytes),
    );
  });

  app.openapi(ballots.readScan, async (c) => {
    const { estateId, meetingId, sha256 } = c.req.valid("param");
    const mediaType = await read(c, async (work) => {
      const row = await findMeeting(work, estateId, meetingId);
      return row && deliveries.scanType(work, row.id, sha256);
    });
    const bytes = mediaType && (await c.var.ports.blobs.get(sha256));
    if (!mediaType || !bytes) return refuse(c, { kind: "not-found", what: "scan" });
    // Shown, never run: whatever is inside, the browser neither guesses its type nor scripts it.
    return c.body(new Uint8Array(bytes).buffer, 200, {
      "content-type": mediaType === "text/plain" ? "text/plain; charset=utf-8" : mediaType,
      "content-security-policy": "default-src 'none'; sandbox",
      "content-disposition": `inline; filename="${sha256.slice(0, 12)}"`,
    });
  });

  app.openapi(ballots.enterPaper, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "enterPaper", 201, JSON.stringify(body), (work) =>
      paper.enterPaper(work, estateId, meetingId, body),
    );
  });

  app.openapi(ballots.listSheets, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const asked = c.req.valid("query");
    const answer = await read(c, async (work) => {
      const row = await findMeeting(work, estateId, meetingId);
      return row && paper.sheetsWire(work, row.id, asked);
    });
    return answer ? c.json(answer, 200) : refuse(c, noMeeting);
  });

  app.openapi(ballots.findSheet, async (c) => {
    const { estateId, meetingId, paperNumber } = c.req.valid("param");
    const voter = await read(c, async (work) => {
      const row = await findMeeting(work, estateId, meetingId);
      const all = row ? await votersOf(work, row.id) : [];
      return all.find((one) => one.paperNumber === paperNumber.toUpperCase());
    });
    if (!voter) return refuse(c, { kind: "not-found", what: "paper" });
    const { id, units } = voter;
    return c.json({ voterId: id, units: [...units], paperNumber: voter.paperNumber }, 200);
  });

  app.openapi(ballots.listPapers, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const asked = c.req.valid("query");
    const answer = await read(c, async (work) => {
      const row = await findMeeting(work, estateId, meetingId);
      return row && deliveries.papersOf(work, row.id, asked);
    });
    return answer ? c.json(answer, 200) : refuse(c, noMeeting);
  });

  app.openapi(ballots.printPapers, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const asked = c.req.valid("query");
    const facts = await read(c, async (work) => {
      const row = await findMeeting(work, estateId, meetingId);
      return row && paperFacts(work, row, asked);
    });
    if (!facts) return refuse(c, noMeeting);
    if (facts.papers.length === 0) return refuse(c, { kind: "roll-not-frozen" });
    const pdf = await printPapers(c.var.ports, facts);
    return c.body(pdf.buffer, 200, { "content-type": "application/pdf" });
  });
}

function mountResults(app: OpenAPIHono<Env>): void {
  app.openapi(results.readLiveCount, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const counts = await read(c, async (work) => {
      const row = await findMeeting(work, estateId, meetingId);
      return row?.namedHash == null ? undefined : liveCount(work, row);
    });
    if (counts === undefined) return refuse(c, { kind: "roll-not-frozen" });
    return counts.ok ? c.json({ motions: counts.value }, 200) : refuse(c, counts.rejection);
  });

  app.openapi(results.recordCountFact, async (c) => {
    const { estateId, meetingId, motionId } = c.req.valid("param");
    const body = c.req.valid("json");
    return write(c, "recordCountFact", 201, JSON.stringify(body), (work) =>
      course.recordCountFact(work, estateId, meetingId, motionId, body),
    );
  });

  app.openapi(results.readResult, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const answer = await read(c, async (work) => {
      const row = await findMeeting(work, estateId, meetingId);
      if (!row) return noMeeting;
      // Until it is published the result is for those who may watch the count.
      const mayWatch = c.var.access.permissions.has("count:watch");
      if (row.publishedAt === null && !mayWatch) return { kind: "not-published-yet" } as const;
      return (await meetingResult(work, row)) ?? ({ kind: "not-published-yet" } as const);
    });
    return "kind" in answer ? refuse(c, answer) : c.json(answer, 200);
  });

  app.openapi(results.publishResult, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const answer = await write(c, "publishResult", 201, "", (work) =>
      course.publishResult(work, estateId, meetingId),
    );
    c.var.ports.outbox.wake();
    return answer;
  });

  app.openapi(results.reviewVerdict, async (c) => {
    const { estateId, meetingId, motionId } = c.req.valid("param");
    const answer = await write(c, "reviewVerdict", 201, "", (work) =>
      course.reviewVerdict(work, estateId, meetingId, motionId),
    );
    c.var.ports.outbox.wake();
    return answer;
  });

  app.openapi(results.listOwnReceipts, async (c) => {
    const { estateId, meetingId } = c.req.valid("param");
    const receipts = await read(c, async (work) => {
      const row = await findMeeting(work, estateId, meetingId);
      return row && ownReceipts(work, row);
    });
    return receipts ? c.json({ receipts }, 200) : refuse(c, noMeeting);
  });
}

function mountPublic(app: OpenAPIHono<Env>): void {
  app.openapi(results.listPublicMeetings, async (c) => {
    const { districtId, estateId } = c.req.valid("param");
    const asked = c.req.valid("query");
    const page = await readPublicly(c, districtId, async (work) => {
      const rows = pageOf(await meetingRows(work, estateId, asked), asked.limit, (row) => [
        row.number,
      ]);
      const items = [];
      for (const row of rows.items) items.push(await publicWire(work, row));
      return { meetings: items, nextCursor: rows.next };
    });
    return c.json(page, 200);
  });

  app.openapi(results.readPublicMeeting, async (c) => {
    const { districtId, estateId, meetingId } = c.req.valid("param");
    const answer = await readPublicly(c, districtId, async (work) => {
      const row = await findMeeting(work, estateId, meetingId);
      return row && publicWire(work, row);
    });
    return answer ? c.json(answer, 200) : refuse(c, noMeeting);
  });

  app.openapi(results.readRecountFile, async (c) => {
    const { districtId, estateId, meetingId, motionId } = c.req.valid("param");
    const file = await readPublicly(c, districtId, async (work) => {
      const row = await findMeeting(work, estateId, meetingId);
      const motion = row && (await motionsOf(work, row.id)).find(({ id }) => id === motionId);
      if (!row || !motion) return undefined;
      return row.publishedAt === null ? null : recountFile(work, row, motion);
    });
    if (file === undefined) return refuse(c, { kind: "not-found", what: "motion" });
    if (file === null) return refuse(c, { kind: "not-published-yet" });
    c.header("content-disposition", 'attachment; filename="recount.json"');
    return c.json(file, 200);
  });

  app.openapi(results.readRecountProgram, async (c) => {
    const program = await recountProgram();
    if (program === undefined) return refuse(c, { kind: "not-found", what: "program" });
    return c.body(program, 200, {
      "content-type": "text/javascript; charset=utf-8",
      "content-disposition": 'attachment; filename="recount.mjs"',
    });
  });

  app.openapi(results.walkFromResolution, async (c) => {
    const { districtId, estateId, mandateId } = c.req.valid("param");
    const { cursor } = c.req.valid("query");
    const chain = await readPublicly(c, districtId, (work) =>
      walkFromResolution(work, estateId, mandateId, cursor),
    );
    return chain ? c.json(chain, 200) : refuse(c, { kind: "not-found", what: "resolution" });
  });

  app.openapi(results.walkFromPayment, async (c) => {
    const { districtId, estateId, orderId } = c.req.valid("param");
    const chain = await readPublicly(c, districtId, (work) =>
      walkFromPayment(work, estateId, orderId),
    );
    return chain ? c.json(chain, 200) : refuse(c, { kind: "not-found", what: "payment" });
  });

  app.openapi(results.listPublicResolutions, async (c) => {
    const { districtId, estateId } = c.req.valid("param");
    const { cursor } = c.req.valid("query");
    const page = await readPublicly(c, districtId, (work) => resolutionsOf(work, estateId, cursor));
    return c.json(page, 200);
  });
}
