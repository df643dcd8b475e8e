import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";
import { type Published, root } from "./published.ts";

/** Where a package's report is committed: widening a door then shows in the diff of a change. */
export function reportPath(one: Published): string {
  return join(one.folder, "api.md");
}

/** The report of a package's main door, made from its built declarations. */
export function apiReport(one: Published): string {
  const scratch = mkdtempSync(join(tmpdir(), "xinyi-api-"));
  try {
    return folded(extract(one, scratch));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * What openapi-typescript made is said once, in openapi.json, which has a check of its own; a
 * report that repeats it would have to be accepted with every route.
 */
function folded(report: string): string {
  return report.replace(
    /^export (interface|type) (components|operations|paths|webhooks)\b[^{\n]*\{$[\s\S]*?^\};?$/gm,
    "export $1 $2 { /* from openapi.json */ }",
  );
}

function extract(one: Published, scratch: string): string {
  const quiet = { logLevel: ExtractorLogLevel.None };
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(one.folder, "package.json"),
    configObject: {
      projectFolder: one.folder,
      mainEntryPointFilePath: join(one.folder, one.types),
      newlineKind: "lf",
      compiler: {
        overrideTsconfig: {
          extends: join(root, "tsconfig.base.json"),
          include: [join(one.folder, "dist")],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: "door",
        reportFolder: scratch,
        reportTempFolder: join(scratch, "new"),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: { "ae-missing-release-tag": quiet },
        tsdocMessageReporting: { default: quiet },
      },
    },
  });
  Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      if (message.logLevel !== ExtractorLogLevel.Error) message.logLevel = ExtractorLogLevel.None;
    },
  });
  return readFileSync(join(scratch, "door.api.md"), "utf8");
}
