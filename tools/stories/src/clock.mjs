// Loaded into a server of a story's own: its clock stands where the story has moved it. Votes last
// for weeks; a story that waited for them would never end.
import { readFileSync } from "node:fs";

const file = process.env.XINYI_STORY_CLOCK ?? "";
const RealDate = Date;

const ahead = () => {
  const text = readFileSync(file, "utf8");
  return Number(text);
};

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + ahead());
    else super(...given);
  }
  static now() {
    return RealDate.now() + ahead();
  }
};
