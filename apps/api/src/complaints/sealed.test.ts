import { createHash } from "node:crypto";
import { Writable } from "node:stream";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../app.ts";
import { ask, type ComplaintWorld, complaintWorld, post } from "./testing.ts";

// An accusation against an official: the office's own channel is told, and the words go nowhere.
const words = "某社区书记收受礼金三万元";
let world: ComplaintWorld;
const logged: string[] = [];

beforeAll(async () => {
  const made = await complaintWorld();
  const sink = new Writable({
    write(chunk, _, done) {
      logged.push(String(chunk));
      done();
    },
  });
  const ports = { ...made.ports, log: pino({ level: "trace" }, sink) };
  world = { ...made, ports, app: createApp(ports) };
});
afterAll(() => world.close());

/** Every text of every table, as the server's superuser sees it past all policies. */
async function allText(): Promise<string> {
  const { owner } = world.database;
  const tables = await owner.query(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`,
  );
  const texts: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await owner.query(`select t::text as line from ${name} t`);
    texts.push(...rows.map(({ line }) => line));
  }
  return texts.join("\n");
}

const accusation = {
  category: "accusation.official",
  facts: { subject: "community-secretary" },
  text: words,
  phone: "13811112222",
};

test("the office's channel is the national number until the district enters its own", async () => {
  const path = `${world.publicBase}/discipline-channel`;
  expect((await ask(world, path)).body).toMatchObject({
    number: "12388",
    isExample: true,
    recipient: null,
  });
  const own = {
    number: "028-27012388",
    address: "简阳市示范路1号",
    hours: "工作日 9:00–17:00",
    recipient: "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
  };
  const set = await world.admin.send("POST", `${world.base}/discipline-channel`, own);
  expect(set.status).toBe(201);
  expect((await ask(world, path)).body).toMatchObject({ ...own, isExample: false });
});

test("words that come in all the same are refused by every door with the same answer", async () => {
  const doors = [
    () => post(world, `${world.publicBase}/complaints`, accusation, "sealed-key-1"),
    () => world.bystander.send("POST", `${world.base}/my-complaints`, accusation),
    () => world.hotline.send("POST", `${world.base}/cases`, { ...accusation, channel: "phone" }),
    // A classifier's doubtful proposal is not read either.
    () =>
      world.hotline.send("POST", `${world.base}/cases`, {
        ...accusation,
        channel: "paper",
        proposal: { confidence: 0.3 },
      }),
  ];
  for (const door of doors) {
    const answer = await door();
    expect(answer.status).toBe(422);
    expect(answer.body.type).toBe("urn:xinyi:problem:sealed-matter");
    const { facts } = answer.body;
    expect(facts).toMatchObject({ number: "028-27012388", hours: "工作日 9:00–17:00" });
    // Whoever sent it can show with the salt that it was brought; whoever guesses cannot.
    expect(facts.sha256).toBe(
      createHash("sha256")
        .update(facts.salt + words)
        .digest("hex"),
    );
    expect(JSON.stringify(answer.body)).not.toContain(words);
  }
});

test("no table and no log line holds the words, the salt, or who sent them", async () => {
  const refused = await post(world, `${world.publicBase}/complaints`, accusation);
  const everything = await allText();
  for (const secret of [words, "收受礼金", "13811112222", refused.body.facts.salt]) {
    expect(everything).not.toContain(secret);
    expect(logged.join("")).not.toContain(secret);
  }
  expect(logged.join("")).toContain("/complaints");
  expect(everything).toContain(refused.body.facts.sha256);
  expect(everything).not.toContain("sealed-key-1");
  // Base64 and hex hide a text from a reader, not from a search.
  for (const coded of [Buffer.from(words).toString("base64"), Buffer.from(words).toString("hex")]) {
    expect(everything).not.toContain(coded);
  }
});

test("a letter sealed in the browser leaves its number and the time, and no case", async () => {
  const before = await world.database.owner.query(
    "select count(*)::int as n from complaints.matter",
  );
  const sha256 = createHash("sha256").update("sealed file").digest("hex");
  const kept = await post(world, `${world.publicBase}/sealed-receipts`, { sha256 });
  expect(kept.status).toBe(201);
  expect(Object.keys(kept.body).sort()).toEqual(["at", "id", "sha256"]);
  const more = await post(world, `${world.publicBase}/sealed-receipts`, { sha256, text: words });
  expect(more.status).toBe(400);
  expect(JSON.stringify(more.body)).not.toContain(words);
  const after = await world.database.owner.query(
    "select count(*)::int as n from complaints.matter",
  );
  expect(after.rows).toEqual(before.rows);
  const columns = await world.database.owner.query(
    `select column_name from information_schema.columns
      where table_schema = 'complaints' and table_name = 'sealed_receipt' order by 1`,
  );
  expect(columns.rows.map((row) => row.column_name)).toEqual([
    "at",
    "district_id",
    "id",
    "sha256",
    "via",
  ]);
  const audit = await world.database.owner.query(
    "select facts::text as facts from operations.audit where command = 'keepSealedHash'",
  );
  expect(audit.rows).toEqual([{ facts: "{}" }]);
});

test("the category is known as sealed before anything is typed", async () => {
  const form = (await ask(world, `${world.publicBase}/report-form`)).body;
  const found = form.categories.find((one: { code: string }) => one.code === "accusation.official");
  expect(found).toMatchObject({ isSealed: true, titleZh: "反映干部问题" });
  expect(form.discipline.number).toBe("028-27012388");
  const sealed = form.categories.filter((one: { isSealed: boolean }) => one.isSealed);
  expect(sealed.map((one: { code: string }) => one.code)).toEqual([
    "accusation",
    "accusation.official",
  ]);
});
