// The end of each worker's one file: wasm-bindgen's glue stands before it (docs/page-bundle.md).
// The worker's policy lets it fetch nothing, so the page compiles the module and posts it here.
self.onmessage = (event) => {
  self.onmessage = null;
  try {
    wasm_bindgen.initSync({ module: event.data.module });
  } catch (error) {
    // Of the error its kind alone goes out: its words could quote what the worker was working on. Engines
    // throw a RangeError where there is no memory for a module (WebAssembly JavaScript Interface, 5.3).
    self.postMessage({ failed: error instanceof RangeError ? "memory" : "bootstrap" });
  }
};
// A module that stops inside a promise tells nobody by itself, and the page would wait for ever.
self.onunhandledrejection = () => self.postMessage({ failed: "worker" });
self.postMessage({ ready: "bootstrap" });
