import type { paths, Schema } from "@xinyi/api-client";
import { answer, api } from "../../api.ts";

export type ReportForm = Schema<"ReportForm">;
export type Category = Schema<"ComplaintCategory">;
export type Receipt = Schema<"ComplaintReceipt">;
export type Tracked = Schema<"TrackedComplaint">;
export type ReporterStep = Schema<"ReporterStep">;
export type Report =
  paths["/api/public/districts/{districtId}/complaints"]["post"]["requestBody"]["content"]["application/json"];

const open = "/api/public/districts/{districtId}" as const;
const own = "/api/districts/{districtId}/my-complaints" as const;

export async function readDistricts(): Promise<readonly { id: string; name: string }[]> {
  return (await answer(api.GET("/api/public/districts"))).districts;
}

export function readForm(districtId: string): Promise<ReportForm> {
  return answer(api.GET(`${open}/report-form`, { params: { path: { districtId } } }));
}

/** Under the reporter's own name where somebody is signed in; else with nothing but a code. */
export function sendReport(
  districtId: string,
  isSignedIn: boolean,
  body: Report,
  key: string,
): Promise<Receipt> {
  const params = { path: { districtId }, header: { "idempotency-key": key } };
  return isSignedIn
    ? answer(api.POST(own, { params, body }))
    : answer(api.POST(`${open}/complaints`, { params, body }));
}

/** The hash of a sealed file is all that ever leaves: not the file, and never the letter. */
export function keepHash(
  districtId: string,
  sha256: string,
  key: string,
): Promise<Schema<"SealedReceipt">> {
  return answer(
    api.POST(`${open}/sealed-receipts`, {
      params: { path: { districtId }, header: { "idempotency-key": key } },
      body: { sha256 },
    }),
  );
}

export function readTracked(districtId: string, code: string): Promise<Tracked> {
  return answer(api.GET(`${open}/tracked/{code}`, { params: { path: { districtId, code } } }));
}

export function stepTracked(
  districtId: string,
  code: string,
  body: ReporterStep,
  key: string,
): Promise<Tracked> {
  return answer(
    api.POST(`${open}/tracked/{code}/steps`, {
      params: { path: { districtId, code }, header: { "idempotency-key": key } },
      body,
    }),
  );
}

export async function readOwn(districtId: string): Promise<readonly Tracked[]> {
  return (await answer(api.GET(own, { params: { path: { districtId } } }))).complaints;
}

export function stepOwn(
  districtId: string,
  caseId: string,
  body: ReporterStep,
  key: string,
): Promise<Tracked> {
  return answer(
    api.POST(`${own}/{caseId}/steps`, {
      params: { path: { districtId, caseId }, header: { "idempotency-key": key } },
      body,
    }),
  );
}
