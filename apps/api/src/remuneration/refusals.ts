import type {
  AppraisalRejection,
  ConfirmationRejection,
  RemunerationRejection,
} from "@xinyi/trust-accounting";
import type { BookRefusal } from "../books/refusals.ts";
import type { ApiRefusal } from "../refusal.ts";

export type RemunerationRefusal =
  | BookRefusal
  | ApiRefusal
  | RemunerationRejection
  | AppraisalRejection
  | ConfirmationRejection;
