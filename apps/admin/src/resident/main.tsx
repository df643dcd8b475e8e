import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Frame } from "./frame.tsx";
import { SessionProvider } from "./session/session.tsx";
import { SpeakingProvider } from "./text/language.tsx";
import "./ui/resident.css";
import "./report/report.css";
import "./ballot/ballot.css";

const place = document.getElementById("root");
if (place === null) throw new Error("index.html has no #root");
createRoot(place).render(
  <StrictMode>
    <SpeakingProvider>
      <SessionProvider>
        <Frame />
      </SessionProvider>
    </SpeakingProvider>
  </StrictMode>,
);
