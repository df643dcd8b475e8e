import { config } from "zod";

// Loaded before any schema is made: the page's policy forbids making code from text, and asking
// whether it is forbidden is itself reported as a breach.
config({ jitless: true });
