import { join, resolve } from "node:path";
import { z } from "zod";

/** What the environment may set. Every fault is listed at once, before anything starts. */
const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z.string().startsWith("postgres").optional(),
  DATABASE_MIGRATION_URL: z.string().startsWith("postgres").optional(),
  XINYI_DATA: z.string().min(1).optional(),
  XINYI_DEMO: z.enum(["on", "off"]).default("on"),
  XINYI_SESSION_SECRET: z.string().min(32).optional(),
  XINYI_FACTOR_KEY: z.string().min(32).optional(),
  XINYI_SCHEMES: z.string().min(1).optional(),
  XINYI_MAP: z.string().min(1).optional(),
  XINYI_IDENTITY_KEY: z.string().min(32).optional(),
  XINYI_ADMIN: z.string().min(1).optional(),
  XINYI_REPORTING: z.string().min(1).optional(),
  XINYI_DISTRICT_CODE: z
    .string()
    .regex(/^\d{6}$/)
    .default("510185"),
  XINYI_DISTRICT_NAME: z.string().min(1).default("简阳市"),
  XINYI_ZONE: z.string().min(1).default("Asia/Shanghai"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Where residents reach the pages; undefined until the port is known, then the local address. */
  readonly publicUrl: string | undefined;
  readonly database:
    | { readonly kind: "embedded" }
    | { readonly kind: "server"; readonly runtimeUrl: string; readonly migrationUrl: string };
  readonly dataFolder: string;
  /** Where the residents' pages lie; reporting makes them, this application serves them. */
  readonly publicFolder: string;
  readonly adminFolder: string;
  readonly reportingProgram: string;
  readonly demo: boolean;
  /** The district that an empty database begins with. */
  readonly district: { readonly code: string; readonly name: string; readonly zone: string };
  readonly sessionSecret: string | undefined;
  /** What the secrets of second factors are sealed under; undefined: a file of the data folder. */
  readonly factorKey: string | undefined;
  /** A folder of further schemes, each in a folder of its own; undefined: none. */
  readonly schemesFolder: string | undefined;
  /** GeoJSON with estates or communities by name, for the overview; undefined: a grid instead. */
  readonly mapFile: string | undefined;
  /** What resident numbers are hashed under; undefined: a file of the data folder. */
  readonly identityKey: string | undefined;
  readonly logLevel: string;
}

/** Where the other apps lie when the environment does not say. */
export interface Places {
  readonly dataFolder: string;
  readonly adminFolder: string;
  readonly reportingProgram: string;
}

export type SettingsFault = { readonly name: string; readonly problem: string };

/** Reads the settings, or lists every fault with the variable it is in. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  places: Places,
): { ok: true; settings: Settings } | { ok: false; faults: readonly SettingsFault[] } {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    return {
      ok: false,
      faults: parsed.error.issues.map((issue) => ({
        name: issue.path.join("."),
        problem: issue.message,
      })),
    };
  }
  const given = parsed.data;
  if ((given.DATABASE_URL === undefined) !== (given.DATABASE_MIGRATION_URL === undefined)) {
    return {
      ok: false,
      faults: [
        {
          name: given.DATABASE_URL === undefined ? "DATABASE_URL" : "DATABASE_MIGRATION_URL",
          problem: "DATABASE_URL (runtime role) and DATABASE_MIGRATION_URL (owner) come together",
        },
      ],
    };
  }
  const dataFolder = resolve(given.XINYI_DATA ?? places.dataFolder);
  return {
    ok: true,
    settings: {
      port: given.PORT,
      host: given.HOST,
      publicUrl: given.PUBLIC_URL?.replace(/\/+$/, ""),
      database:
        given.DATABASE_URL !== undefined && given.DATABASE_MIGRATION_URL !== undefined
          ? {
              kind: "server",
              runtimeUrl: given.DATABASE_URL,
              migrationUrl: given.DATABASE_MIGRATION_URL,
            }
          : { kind: "embedded" },
      dataFolder,
      publicFolder: join(dataFolder, "public"),
      adminFolder: given.XINYI_ADMIN ?? places.adminFolder,
      reportingProgram: given.XINYI_REPORTING ?? places.reportingProgram,
      district: {
        code: given.XINYI_DISTRICT_CODE,
        name: given.XINYI_DISTRICT_NAME,
        zone: given.XINYI_ZONE,
      },
      demo: given.XINYI_DEMO === "on",
      sessionSecret: given.XINYI_SESSION_SECRET,
      factorKey: given.XINYI_FACTOR_KEY,
      schemesFolder: given.XINYI_SCHEMES,
      mapFile: given.XINYI_MAP,
      identityKey: given.XINYI_IDENTITY_KEY,
      logLevel: given.LOG_LEVEL,
    },
  };
}
