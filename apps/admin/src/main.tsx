import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { markStylesWithNonce } from "./nonce.ts";
import "./ui/theme.css";
import "./ui/two-keys.css";
import "./ui/complaints.css";
import "./ui/organizations.css";
import "./ui/votes.css";

const place = document.getElementById("root");
if (place === null) throw new Error("index.html has no #root");
createRoot(place).render(
  <StrictMode>
    <App nonce={markStylesWithNonce()} />
  </StrictMode>,
);
