// Starts the page, and says so where it cannot start. An external module of its own, because the page's
// policy forbids inline scripts.
const named = (name) => document.querySelector(`meta[name="${name}"]`).content;
const text = document.getElementById("inicio-texto");
const retry = document.getElementById("inicio-reintentar");

const say = (words, { offersRetry }) => {
  text.textContent = words;
  retry.hidden = !offersRetry;
};
retry.addEventListener("click", () => location.reload());

const slow = setTimeout(() => say("Sigue abriendo: la conexión está lenta.", { offersRetry: false }), 8_000);
const late = setTimeout(() => say("La conexión está muy lenta o se perdió.", { offersRetry: true }), 30_000);
try {
  const { default: start } = await import(named("app-module"));
  await start({ module_or_path: named("app-wasm") });
} catch {
  say("Rúbrica no se pudo cargar. Revisa tu red y vuelve a intentarlo.", { offersRetry: true });
} finally {
  clearTimeout(slow);
  clearTimeout(late);
}
