// The end of the signer worker's one file: wasm-bindgen's glue stands before it (docs/page-bundle.md).
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
self.postMessage({ ready: "bootstrap" });
