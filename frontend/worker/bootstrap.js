// The end of each worker's one file: wasm-bindgen's glue stands before it (docs/page-bundle.md).
// The worker's policy lets it fetch nothing, so the page compiles the module and posts it here.
self.onmessage = (event) => {
  self.onmessage = null;
  try {
    wasm_bindgen.initSync({ module: event.data.module });
  } catch {
    // Nothing of the error is told: it could quote what the worker was working on.
    self.postMessage({ failed: "bootstrap" });
  }
};
// A module that stops inside a promise tells nobody by itself, and the page would wait for ever.
self.onunhandledrejection = () => self.postMessage({ failed: "worker" });
self.postMessage({ ready: "bootstrap" });
