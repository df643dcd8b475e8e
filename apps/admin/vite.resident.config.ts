import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The residents' own pages: a second, light face without the console's component library, for old
// phones. The server replaces CSP_NONCE in its page as it does in the console's.
export default defineConfig({
  root: "src/resident",
  base: "/resident/",
  publicDir: "../../public",
  html: { cspNonce: "CSP_NONCE" },
  plugins: [react()],
  build: {
    outDir: "../../dist/resident",
    emptyOutDir: true,
    target: ["es2020", "safari14"],
    assetsInlineLimit: 0,
  },
  server: { proxy: { "/api": "http://127.0.0.1:8080" } },
});
