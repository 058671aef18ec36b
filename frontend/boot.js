// Starts the page. An external module of its own, because the page's policy forbids inline scripts.
const named = (name) => document.querySelector(`meta[name="${name}"]`).content;

const { default: start } = await import(named("app-module"));
await start({ module_or_path: named("app-wasm") });
