import auNswHead from "../packs/au-nsw/pack.json" with { type: "json" };
import auNswVoting from "../packs/au-nsw/voting.json" with { type: "json" };
import cnCalendar from "../packs/cn/calendar.json" with { type: "json" };
import cnHead from "../packs/cn/pack.json" with { type: "json" };
import cnVoting from "../packs/cn/voting.json" with { type: "json" };
import cnResidentsHead from "../packs/cn-residents/pack.json" with { type: "json" };
import cnResidentsVoting from "../packs/cn-residents/voting.json" with { type: "json" };
import cnScComplaints from "../packs/cn-sc/complaints.json" with { type: "json" };
import cnScHead from "../packs/cn-sc/pack.json" with { type: "json" };
import cnScVoting from "../packs/cn-sc/voting.json" with { type: "json" };
import cnScChengduDivisions from "../packs/cn-sc-chengdu/divisions.json" with { type: "json" };
import cnScChengduGrids from "../packs/cn-sc-chengdu/grids.json" with { type: "json" };
import cnScChengduHead from "../packs/cn-sc-chengdu/pack.json" with { type: "json" };
import cnScChengduVoting from "../packs/cn-sc-chengdu/voting.json" with { type: "json" };
import deHead from "../packs/de/pack.json" with { type: "json" };
import deVoting from "../packs/de/voting.json" with { type: "json" };
import frHead from "../packs/fr/pack.json" with { type: "json" };
import frVoting from "../packs/fr/voting.json" with { type: "json" };
import hkHead from "../packs/hk/pack.json" with { type: "json" };
import hkVoting from "../packs/hk/voting.json" with { type: "json" };
import jpHead from "../packs/jp/pack.json" with { type: "json" };
import jpVoting from "../packs/jp/voting.json" with { type: "json" };
import sgHead from "../packs/sg/pack.json" with { type: "json" };
import sgVoting from "../packs/sg/voting.json" with { type: "json" };
import twHead from "../packs/tw/pack.json" with { type: "json" };
import twVoting from "../packs/tw/voting.json" with { type: "json" };
import usUcioaHead from "../packs/us-ucioa/pack.json" with { type: "json" };
import usUcioaVoting from "../packs/us-ucioa/voting.json" with { type: "json" };
import { libraryWith, type PackLibrary } from "./library.ts";
import type { PackFolder } from "./pack-folder.ts";

const folders: readonly PackFolder[] = [
  { "pack.json": cnHead, "voting.json": cnVoting, "calendar.json": cnCalendar },
  { "pack.json": cnResidentsHead, "voting.json": cnResidentsVoting },
  { "pack.json": cnScHead, "voting.json": cnScVoting, "complaints.json": cnScComplaints },
  {
    "pack.json": cnScChengduHead,
    "voting.json": cnScChengduVoting,
    "grids.json": cnScChengduGrids,
    "divisions.json": cnScChengduDivisions,
  },
  { "pack.json": twHead, "voting.json": twVoting },
  { "pack.json": hkHead, "voting.json": hkVoting },
  { "pack.json": sgHead, "voting.json": sgVoting },
  { "pack.json": auNswHead, "voting.json": auNswVoting },
  { "pack.json": deHead, "voting.json": deVoting },
  { "pack.json": frHead, "voting.json": frVoting },
  { "pack.json": jpHead, "voting.json": jpVoting },
  { "pack.json": usUcioaHead, "voting.json": usUcioaVoting },
];

/** The packs that ship with this version, bundled at build and read once. */
export const bundledPacks: PackLibrary = read();

function read(): PackLibrary {
  const library = libraryWith(folders);
  if (!library.ok)
    throw new Error(`a bundled pack is faulty: ${JSON.stringify(library.rejection)}`);
  return library.value;
}
