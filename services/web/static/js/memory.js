/** What this tab remembers. A browser may forbid it in a frame: then only this page remembers. */

const here = new Map();

export const memory = {
  get: (name) => attempt(() => sessionStorage.getItem(name)) ?? here.get(name) ?? null,
  set: (name, value) => (here.set(name, value), attempt(() => sessionStorage.setItem(name, value))),
  remove: (name) => (here.delete(name), attempt(() => sessionStorage.removeItem(name))),
  clear: () => (here.clear(), attempt(() => sessionStorage.clear())),
};

function attempt(work) {
  try {
    return work();
  } catch {
    return null;
  }
}
