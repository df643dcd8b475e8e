import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { transaction } from "../../database/transaction.ts";
import type { Env } from "../../session/access.ts";
import type { UnitOfWork } from "../../unit-of-work.ts";
import { seeConfidential } from "../cases/confidential.ts";
import { trackingHash } from "../intake/file.ts";
import { nobody } from "../routes/entrance.ts";
import { disciplineChannel } from "../rules/discipline.ts";
import { districtDay, type PackVersion, rulesOn } from "../rules/store.ts";
import { Open311Fault } from "./fault.ts";
import { filterFrom, publicRequests } from "./requests.ts";
import { definitionWire, servicesOf, serviceWire } from "./services.ts";
import { checkKey, type Form, submit } from "./submit.ts";
import { publicUpdates } from "./updates.ts";
import { contentType, type Format, type Record_, write } from "./wire.ts";

const base = "/open311/v2";
const specification = "http://wiki.open311.org/GeoReport_v2";

/** Open311 GeoReport v2, as its clients know it: fixed addresses, fixed names, no account. */
export function mountOpen311(app: OpenAPIHono<Env>): void {
  app.use("/open311/*", async (c, next) => {
    // Public data for whoever reads it, from whichever page; nothing here knows a session.
    c.header("access-control-allow-origin", "*");
    c.header("cache-control", "no-cache");
    await next();
  });
  app.use(
    "/open311/*",
    bodyLimit({
      maxSize: 256 * 1024,
      onError: (c) =>
        fail(
          c as Context<Env>,
          formatOf(c.req.path),
          new Open311Fault(400, "The request is too large."),
        ),
    }),
  );
  for (const path of ["/open311/:file", `${base}/:file`]) {
    app.get(path, (c) => answer(c, c.req.param("file") ?? "", lists));
  }
  app.get(`${base}/services/:file`, (c) => answer(c, c.req.param("file"), definition));
  app.get(`${base}/requests/:file`, (c) => answer(c, c.req.param("file"), oneRequest));
  app.get(`${base}/tokens/:file`, (c) => answer(c, c.req.param("file"), fromToken));
  app.post(`${base}/:file`, (c) => answer(c, c.req.param("file"), create, 201));
}

interface Answer {
  readonly root: string;
  readonly content: readonly Record_[] | Record_;
}
interface Asked {
  readonly name: string;
  readonly districtId: string;
  readonly version: PackVersion;
  readonly form: Form;
  readonly within: <Value>(run: (work: UnitOfWork) => Promise<Value>) => Promise<Value>;
}
type Handler = (c: Context<Env>, asked: Asked) => Promise<Answer>;

/** The client names the form it wants at the end of the address; XML where it names none. */
function formatOf(path: string): Format {
  return path.endsWith(".json") ? "json" : "xml";
}

async function answer(
  c: Context<Env>,
  file: string,
  handler: Handler,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const format = formatOf(file);
  try {
    const name = file.replace(/\.(xml|json)$/, "");
    const form = await formOf(c);
    const { districtId, version } = await jurisdictionOf(c, form("jurisdiction_id"));
    const { ports } = c.var;
    const asked: Asked = {
      name,
      districtId,
      version,
      form,
      within: (run) =>
        transaction(ports.pool, { district: districtId, readOnly: true }, (client) =>
          run({ client, districtId, personId: nobody, now: ports.clock.now(), ports }),
        ),
    };
    const { root, content } = await handler(c, asked);
    return c.body(write(root, content, format), status, { "content-type": contentType[format] });
  } catch (error) {
    if (error instanceof Open311Fault) return fail(c, format, error);
    // The error itself, never the request: nothing that somebody sent belongs in a log.
    c.var.ports.log.error(
      { requestId: c.var.requestId, kind: (error as Error).name },
      "open311 failed",
    );
    return fail(c, format, new Open311Fault(400, "General service error: tell us, with the time."));
  }
}

function fail(c: Context<Env>, format: Format, { fault }: Open311Fault): Response {
  const { status, description } = fault;
  const body = write("errors", [{ code: status, description }], format);
  return c.body(body, status, { "content-type": contentType[format] });
}

/** Arguments from the address and, for a POST, from its form; what is empty counts as not given. */
async function formOf(c: Context<Env>): Promise<Form> {
  const fields = new Map<string, string>();
  const url = new URL(c.req.url);
  for (const [name, value] of url.searchParams) if (!fields.has(name)) fields.set(name, value);
  if (c.req.method === "POST") {
    const type = c.req.header("content-type") ?? "";
    if (type.startsWith("multipart/form-data")) {
      for (const [name, value] of await formData(c)) {
        if (typeof value === "string") fields.set(name, value);
      }
    } else {
      for (const [name, value] of new URLSearchParams(await c.req.text())) fields.set(name, value);
    }
  }
  return (name) => {
    const value = fields.get(name);
    return value === undefined || value === "" ? undefined : value;
  };
}

async function formData(c: Context<Env>): Promise<FormData> {
  try {
    return await c.req.raw.formData();
  } catch {
    throw new Open311Fault(400, "The form cannot be read.");
  }
}

/** A district by its division code or its id; where only one has rules, nothing need be said. */
async function jurisdictionOf(
  c: Context<Env>,
  asked: string | undefined,
): Promise<{ districtId: string; version: PackVersion }> {
  const { ports } = c.var;
  const { rows } = await ports.pool.query(
    "select id from registry.district where $1::text is null or division_code = $1 or id::text = $1 order by id",
    [asked ?? null],
  );
  const served: { districtId: string; version: PackVersion }[] = [];
  for (const { id } of rows) {
    const version = await transaction(
      ports.pool,
      { district: id, readOnly: true },
      async (client) => {
        const work = { client, districtId: id, personId: nobody, now: ports.clock.now(), ports };
        return rulesOn(work, await districtDay(work));
      },
    );
    if (version.ok) served.push({ districtId: id, version: version.value });
  }
  const [only, other] = served;
  if (other)
    throw new Open311Fault(400, "jurisdiction_id was not provided: several are served here.");
  if (!only) {
    throw asked === undefined
      ? new Open311Fault(400, "No jurisdiction takes requests here yet.")
      : new Open311Fault(404, `jurisdiction_id ${asked} was not found.`);
  }
  return only;
}

const lists: Handler = async (c, asked) => {
  const { name, version, form, within } = asked;
  switch (name) {
    case "discovery":
      return discovery(c, asked);
    case "services":
      return {
        root: "services",
        content: servicesOf(version)
          .filter(({ isListed }) => isListed)
          .map(serviceWire),
      };
    case "requests": {
      const filter = filterFrom(form, c.var.ports.clock.now());
      return {
        root: "service_requests",
        content: await within((work) => publicRequests(work, filter)),
      };
    }
    case "servicerequestupdates": {
      const filter = filterFrom(form, c.var.ports.clock.now());
      return {
        root: "service_requests_updates",
        content: await within((work) => publicUpdates(work, filter)),
      };
    }
    default:
      throw new Open311Fault(404, "There is no such resource.");
  }
};

async function discovery(c: Context<Env>, { version, within }: Asked): Promise<Answer> {
  const { number, address } = await within(disciplineChannel);
  const changeset = version.loadedAt.replace(/\.\d+/, "");
  const url = `${c.var.ports.publicUrl()}${base}`;
  return {
    root: "discovery",
    content: {
      changeset,
      contact: `请联系本区诉求服务平台；反映干部问题：${number} ${address} · ask the district's office for complaints`,
      key_service: "向本区管理员申请 · ask the district's administrator for a key",
      endpoints: [
        {
          specification,
          url,
          changeset,
          type: "production",
          formats: ["text/xml", "application/json"],
        },
      ],
    },
  };
}

const definition: Handler = async (_, { name, version }) => {
  const service = servicesOf(version).find(({ code }) => code === name);
  if (!service) throw new Open311Fault(404, `service_code ${name} was not found.`);
  return { root: "service_definition", content: definitionWire(service) };
};

const oneRequest: Handler = async (c, { name, within }) => {
  const now = c.var.ports.clock.now();
  const filter = filterFrom((field) => (field === "service_request_id" ? name : undefined), now);
  const content = await within((work) => publicRequests(work, filter));
  if (content.length === 0)
    throw new Open311Fault(404, `service_request_id ${name} was not found.`);
  return { root: "service_requests", content };
};

/** Whoever holds a token may know the number; one of a confidential case leads nowhere. */
const fromToken: Handler = async (_, { name, within }) => {
  const found = await within(async (work) => {
    await seeConfidential(work, "none");
    const { rows } = await work.client.query(
      `select lpad(number::text, 6, '0') as number from complaints.matter
        where tracking_hash = $1 and not is_confidential`,
      [trackingHash(name)],
    );
    return rows[0]?.number as string | undefined;
  });
  if (found === undefined) throw new Open311Fault(404, `token ${name} was not found.`);
  return { root: "service_requests", content: [{ service_request_id: found, token: name }] };
};

const create: Handler = async (c, { name, districtId, version, form, within }) => {
  if (name !== "requests") throw new Open311Fault(404, "There is no such resource.");
  await within((work) => checkKey(work, form("api_key")));
  const { ports, requestId } = c.var;
  const key = c.req.header("idempotency-key") ?? ports.ids.next();
  const told = await submit(ports, districtId, version, form, { requestId, key });
  return { root: "service_requests", content: [told] };
};
