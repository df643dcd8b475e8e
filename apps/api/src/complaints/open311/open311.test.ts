import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pathOf, readXml, type XmlElement } from "../../imports/xml.ts";
import { type ComplaintWorld, complaintWorld } from "../testing.ts";

// Held against the standard's own examples and against what real cities answer.
let world: ComplaintWorld;
let apiKey: string;
const v2 = "/open311/v2";

beforeAll(async () => {
  world = await complaintWorld();
  const made = await world.admin.send("POST", `${world.base}/open311-keys`, {
    title: "测试客户端",
  });
  apiKey = made.body.apiKey;
});
afterAll(() => world.close());

async function ask(path: string) {
  const response = await world.app.request(path);
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    text: await response.text(),
  };
}
async function send(format: string, fields: Readonly<Record<string, string>>) {
  const response = await world.app.request(`${v2}/requests.${format}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: new URLSearchParams(fields).toString(),
  });
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    text: await response.text(),
  };
}
function xml(text: string): XmlElement {
  const read = readXml(new TextEncoder().encode(text));
  if (!read.ok) throw new Error(JSON.stringify(read.rejection));
  return read.value;
}
const fixture = (name: string) =>
  xml(readFileSync(new URL(`./fixtures/${name}`, import.meta.url), "utf8"));
/** Every place where an element stands, without its number among its like. */
function shape(root: XmlElement): readonly string[] {
  const all: string[] = [];
  const walk = (element: XmlElement): void => {
    all.push(pathOf(element).replace(/\[\d+\]/g, ""));
    element.children.forEach(walk);
  };
  walk(root);
  return [...new Set(all)].sort();
}
const textsOf = (root: XmlElement, name: string): readonly string[] => [
  ...(root.name === name ? [root.text] : []),
  ...root.children.flatMap((child) => textsOf(child, name)),
];
const valid = {
  service_code: "cleaning",
  lat: "30.3911",
  long: "104.5502",
  address_string: "简阳市胜天小区3栋",
  description: "楼道没有打扫",
  first_name: "三",
  last_name: "张",
  phone: "13900000001",
  email: "zhang@example.org",
};

test("discovery, services and a definition have the form of a real city's", async () => {
  const discovery = xml((await ask("/open311/discovery.xml")).text);
  expect(shape(discovery)).toEqual(shape(fixture("discovery-dc.xml")));
  expect(textsOf(discovery, "format")).toEqual(["text/xml", "application/json"]);
  expect(textsOf(discovery, "url")).toEqual(["http://localhost:8080/open311/v2"]);
  const services = xml((await ask(`${v2}/services.xml`)).text);
  expect(shape(services)).toEqual(shape(fixture("dc-services.xml")));
  const definition = xml((await ask(`${v2}/services/fees.dispute.xml`)).text);
  expect(shape(definition)).toEqual(shape(fixture("dc-services-S0301.xml")));
});

test("both types are bare, and the XML says its encoding itself", async () => {
  const asXml = await ask(`${v2}/services.xml`);
  expect([asXml.status, asXml.type]).toEqual([200, "text/xml"]);
  expect(asXml.text).toMatch(/^<\?xml version="1\.0" encoding="utf-8"\?>\n<services>/);
  const asJson = await ask(`${v2}/services.json`);
  expect([asJson.status, asJson.type]).toEqual([200, "application/json"]);
  const [first] = JSON.parse(asJson.text);
  expect(Object.keys(first).sort()).toEqual([
    "description",
    "group",
    "keywords",
    "metadata",
    "service_code",
    "service_name",
    "type",
  ]);
});

test("the list offers no emergency and no accusation, and says how each number is told", async () => {
  const services = JSON.parse((await ask(`${v2}/services.json`)).text);
  const types = new Map(
    services.map((one: { service_code: string; type: string }) => [one.service_code, one.type]),
  );
  expect(types.get("cleaning")).toBe("realtime");
  expect(types.get("noise")).toBe("realtime");
  expect(types.get("fees.dispute")).toBe("batch");
  expect(types.get("vulnerable.visit")).toBe("blackbox");
  for (const code of types.keys()) expect(code).not.toMatch(/^(safety|accusation)/);
});

test("the same document is said in JSON as in XML", async () => {
  const json = JSON.parse((await ask(`${v2}/services/fees.dispute.json`)).text);
  expect(json).toEqual({
    service_code: "fees.dispute",
    attributes: [
      {
        variable: true,
        code: "bothPartiesAgreeToMediate",
        datatype: "singlevaluelist",
        required: false,
        datatype_description: null,
        order: 1,
        description: "双方是否都同意调解？ Do both parties agree to mediation?",
        values: [
          { key: "true", name: "是 Yes" },
          { key: "false", name: "否 No" },
        ],
      },
    ],
  });
  const document = xml((await ask(`${v2}/services/fees.dispute.xml`)).text);
  expect(textsOf(document, "key")).toEqual(["true", "false"]);
  expect(textsOf(document, "datatype_description")).toEqual([""]);
});

test("a request is posted as a form, and read again by its number", async () => {
  const posted = await send("xml", { ...valid, api_key: apiKey });
  expect([posted.status, posted.type]).toEqual([201, "text/xml"]);
  const root = xml(posted.text);
  expect(shape(root)).toEqual([
    "service_requests",
    "service_requests/request",
    "service_requests/request/account_id",
    "service_requests/request/service_notice",
    "service_requests/request/service_request_id",
  ]);
  const [number] = textsOf(root, "service_request_id");
  const [read] = JSON.parse((await ask(`${v2}/requests/${number}.json`)).text);
  expect(read).toEqual({
    service_request_id: number,
    status: "open",
    status_notes: "已派单 · assigned",
    service_name: "环境保洁 Cleaning",
    service_code: "cleaning",
    description: null,
    agency_responsible: "物业服务企业 Property company",
    service_notice: null,
    requested_datetime: "2026-04-10T02:00:00Z",
    updated_datetime: "2026-04-10T02:00:00Z",
    expected_datetime: "2026-05-06T23:59:59+08:00",
    address: "胜天小区",
    address_id: world.estate,
    zipcode: null,
    lat: 30.39,
    long: 104.55,
    media_url: null,
  });
});

test("nothing that the reporter wrote and nothing of himself is public", async () => {
  await send("json", {
    ...valid,
    description: "独特的内容甲乙丙",
    phone: "13912345678",
    api_key: apiKey,
  });
  for (const path of ["requests.xml", "requests.json", "servicerequestupdates.xml"]) {
    const { text } = await ask(`${v2}/${path}`);
    for (const secret of ["独特的内容", "13912345678", "zhang@", "3栋", "30.3911"]) {
      expect(text).not.toContain(secret);
    }
  }
});

test("a request that a person assigns first is answered by a token, as Boston does", async () => {
  const posted = await send("xml", { ...valid, service_code: "fees.dispute", api_key: apiKey });
  const [token = ""] = textsOf(xml(posted.text), "token");
  expect(token).not.toBe("");
  expect(textsOf(xml(posted.text), "service_request_id")).toEqual([]);
  expect(shape(xml(posted.text))).toEqual(
    expect.arrayContaining([...shape(fixture("boston-submitrequest-token.xml"))]),
  );
  const told = JSON.parse((await ask(`${v2}/tokens/${token}.json`)).text);
  expect(told).toEqual([{ service_request_id: expect.stringMatching(/^\d{6}$/), token }]);
  const asked = await ask(`${v2}/requests/${told[0].service_request_id}.xml`);
  expect(asked.status).toBe(200);
  expect((await ask(`${v2}/tokens/nobody.xml`)).status).toBe(404);
  // With the definition's question answered, a rule decides.
  const mediated = await send("json", {
    ...valid,
    service_code: "fees.dispute",
    "attribute[bothPartiesAgreeToMediate]": "true",
    api_key: apiKey,
  });
  const mediatedToken = JSON.parse(mediated.text)[0].token;
  const [{ service_request_id: id }] = JSON.parse(
    (await ask(`${v2}/tokens/${mediatedToken}.json`)).text,
  );
  const [read] = JSON.parse((await ask(`${v2}/requests/${id}.json`)).text);
  expect(read.agency_responsible).toContain("People's mediation committee");
});

test("a confidential case gives no number and stands in no list, by whatever door it came", async () => {
  const posted = await send("json", {
    ...valid,
    service_code: "vulnerable.visit",
    api_key: apiKey,
  });
  expect(posted.status).toBe(201);
  const [told] = JSON.parse(posted.text);
  expect(Object.keys(told)).toEqual(["service_notice", "account_id"]);
  const other = await world.report({ category: "vulnerable.visit" });
  const ids = await world.database.owner.query(
    "select lpad(number::text, 6, '0') as number, is_confidential from complaints.matter order by number",
  );
  const hidden = ids.rows.filter((row) => row.is_confidential).map((row) => row.number);
  expect(hidden).toHaveLength(2);
  for (const number of hidden) {
    expect((await ask(`${v2}/requests/${number}.xml`)).status).toBe(404);
    const { text } = await ask(`${v2}/requests.json?service_request_id=${number}`);
    expect(JSON.parse(text)).toEqual([]);
  }
  const all =
    (await ask(`${v2}/requests.json`)).text + (await ask(`${v2}/servicerequestupdates.json`)).text;
  for (const number of hidden) expect(all).not.toContain(`"${number}`);
  expect(all).not.toContain("vulnerable");
  expect((await ask(`${v2}/tokens/${other.trackingCode}.json`)).status).toBe(404);
});

test("a reporter who does not want it listed is not listed", async () => {
  const { number } = await world.report({ isPublic: false, phone: "13900000777" });
  expect((await ask(`${v2}/requests/${number}.xml`)).status).toBe(404);
});

test("an accusation is refused unread with the office's channel, and leaves no word", async () => {
  const words = "某领导收受礼金十万元";
  const before = await world.database.owner.query(
    "select count(*)::int as n from complaints.matter",
  );
  const posted = await send("xml", {
    ...valid,
    service_code: "accusation.official",
    description: words,
    api_key: apiKey,
  });
  expect(posted.status).toBe(400);
  const [description = ""] = textsOf(xml(posted.text), "description");
  expect(description).toContain("12388");
  expect(description).not.toContain(words);
  const after = await world.database.owner.query(
    "select count(*)::int as n from complaints.matter",
  );
  expect(after.rows).toEqual(before.rows);
  const kept = await world.database.owner.query(
    "select t::text as line from complaints.sealed_receipt t",
  );
  expect(kept.rows).toHaveLength(1);
  expect(kept.rows[0].line).not.toContain(words);
});

test("faults come as the standard's errors, in the form asked, with its codes", async () => {
  const cases: readonly [string, number, () => ReturnType<typeof ask>][] = [
    ["no key", 403, () => send("xml", valid)],
    ["wrong key", 403, () => send("xml", { ...valid, api_key: "wrong" })],
    ["no service", 400, () => send("xml", { ...valid, service_code: "", api_key: apiKey })],
    ["unknown service", 404, () => send("xml", { ...valid, service_code: "x", api_key: apiKey })],
    ["no place", 400, () => send("xml", { service_code: "cleaning", lat: "30", api_key: apiKey })],
    [
      "too long",
      400,
      () => send("xml", { ...valid, description: "字".repeat(4001), api_key: apiKey }),
    ],
    ["unknown district", 404, () => ask(`${v2}/services.xml?jurisdiction_id=nowhere.gov`)],
    ["unknown request", 404, () => ask(`${v2}/requests/999999.xml`)],
    ["a request that is no number", 404, () => ask(`${v2}/requests/abc.xml`)],
    ["unknown definition", 404, () => ask(`${v2}/services/x.xml`)],
    ["unknown resource", 404, () => ask(`${v2}/nothing.xml`)],
    ["wrong date", 400, () => ask(`${v2}/requests.xml?start_date=yesterday`)],
    [
      "too wide a span",
      400,
      () => ask(`${v2}/requests.xml?start_date=2026-01-01T00:00:00Z&end_date=2026-04-10T00:00:00Z`),
    ],
    ["wrong status", 400, () => ask(`${v2}/requests.xml?status=lost`)],
  ];
  for (const [name, status, run] of cases) {
    const { status: got, type, text } = await run();
    expect([name, got, type]).toEqual([name, status, "text/xml"]);
    expect(shape(xml(text))).toEqual([
      "errors",
      "errors/error",
      "errors/error/code",
      "errors/error/description",
    ]);
    expect(textsOf(xml(text), "code")).toEqual([String(status)]);
  }
  const json = await send("json", valid);
  expect(JSON.parse(json.text)).toEqual([
    { code: 403, description: expect.stringContaining("api_key") },
  ]);
});

test("filters say what they say, an empty one nothing, and ids override all", async () => {
  const ids = async (query: string): Promise<string[]> =>
    JSON.parse((await ask(`${v2}/requests.json?${query}`)).text).map(
      (one: { service_request_id: string }) => one.service_request_id,
    );
  const all = await ids("");
  expect(all.length).toBeGreaterThan(3);
  expect(await ids("status=&service_code=&start_date=&jurisdiction_id=")).toEqual(all);
  expect(await ids("jurisdiction_id=510185")).toEqual(all);
  expect(await ids(`jurisdiction_id=${world.districtId}`)).toEqual(all);
  expect(await ids("status=open,closed")).toEqual(all);
  expect(await ids("status=closed")).toEqual([]);
  expect((await ids("service_code=cleaning")).length).toBeLessThan(all.length);
  expect(await ids("service_code=cleaning,fees.dispute")).toEqual(all);
  expect(await ids("start_date=2026-04-11T00:00:00Z")).toEqual([]);
  expect(await ids("end_date=2026-04-10T01:59:59Z")).toEqual([]);
  expect(await ids("end_date=2026-04-10T10:00:00+08:00")).toEqual(all);
  expect(await ids("page_size=2")).toEqual(all.slice(0, 2));
  expect(await ids("page_size=2&page=2")).toEqual(all.slice(2, 4));
  const [one = "", other = ""] = all;
  expect(await ids(`service_request_id=${other},${one}&status=closed`)).toEqual([one, other]);
});

test("an update is listed for each step that the public may know", async () => {
  const { id, number } = await world.report({ phone: "13900000888" });
  const step = (body: object) =>
    world.company.send("POST", `${world.base}/cases/${id}/steps`, body);
  await step({ verb: "join", units: ["street"] });
  await step({ verb: "accept" });
  await step({ verb: "answer", words: "办好了，见内部说明" });
  const { text } = await ask(`${v2}/servicerequestupdates.json`);
  const mine = JSON.parse(text).filter(
    (one: { service_request_id: string }) => one.service_request_id === number,
  );
  expect(mine.map((one: { description: string }) => one.description)).toEqual([
    "已派单 · assigned",
    "办理中 · being handled",
    "已答复，待回访 · answered, to be called back",
  ]);
  expect(text).not.toContain("内部说明");
  const document = await ask(`${v2}/servicerequestupdates.xml`);
  expect(shape(xml(document.text))).toContain("service_requests_updates/request_update/update_id");
});

test("what an attacker writes into a name stays text in both forms", async () => {
  const nasty = `</description><service_code>x</service_code>&<![CDATA[\u0001\u{1F600}]]>`;
  await send("xml", { ...valid, service_code: nasty, api_key: apiKey }).then(({ status, text }) => {
    expect(status).toBe(404);
    expect(shape(xml(text))).toHaveLength(4);
    expect(textsOf(xml(text), "description")[0]).toContain(
      "<service_code>x</service_code>&<![CDATA[😀",
    );
  });
});

test("a key that has ended opens nothing, and several districts must be told apart", async () => {
  const made = await world.admin.send("POST", `${world.base}/open311-keys`, { title: "停用" });
  await world.admin.send("DELETE", `${world.base}/open311-keys/${made.body.id}`);
  expect((await send("xml", { ...valid, api_key: made.body.apiKey })).status).toBe(403);
  const listed = await world.admin.get(`${world.base}/open311-keys`);
  expect(JSON.stringify(listed.body)).not.toContain(made.body.apiKey);
});
